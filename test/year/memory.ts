import { slope } from "../soak/slope";

/** Bytes held after a collection of garbage at the end of a day. */
export interface Held {
  readonly day: number;
  readonly bytes: number;
}

const KILOBYTE = 2 ** 10;
/** Measurements below which nothing can be said. */
const FEWEST = 8;
/** Standard errors of the slope that it may be away from 0, and bytes a day that are none whatever the error is. */
const ERRORS = 3;
const NOTHING = 2 * KILOBYTE;

/**
 * Whether memory grows: the slope of the straight line that fits best is more than three times its standard error above
 * 0. The first quarter is left out: everything is compiled in it, and caches fill.
 */
export function growthOf(held: readonly Held[]): { readonly text: string; readonly isGrowth: boolean } {
  const points = held.slice(Math.ceil(held.length / 4)).map(({ day, bytes }) => [day, bytes] as const);
  if (points.length < FEWEST) return { text: "too few measurements to tell", isGrowth: false };
  const daily = slope(points);
  const error = errorOf(points, daily);
  const text = `${(daily / KILOBYTE).toFixed(2)} ± ${(error / KILOBYTE).toFixed(2)} kB a day`;
  return { text, isGrowth: daily > Math.max(ERRORS * error, NOTHING) };
}

/** The standard error of a slope. */
function errorOf(points: readonly (readonly [number, number])[], daily: number): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [left, spread] = [0, 0];
  for (const [x, y] of points) {
    left += (y - meanY - daily * (x - meanX)) ** 2;
    spread += (x - meanX) ** 2;
  }
  return Math.sqrt(left / (points.length - 2) / spread);
}
