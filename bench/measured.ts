/** What goals are about, of what was measured. */

import type { Figures } from "./measurement";
import { differences, ratios } from "./statistics";

/** A value a round. */
export type Measured = (figures: Figures) => readonly number[];

/** Of a rate: the last frames are still on their way when their time is over. */
const NEARLY = 0.95;

export function ratio(measurement: string, variant: string, base: string): Measured {
  return (figures) => {
    const against = values(figures, measurement, base);
    return against.length === 0 ? [] : ratios(values(figures, measurement, variant), against);
  };
}

/** What so many nodes cost beyond reading a frame once, against what that one costs. */
export function beyondReading(many: string, one: string): Measured {
  const more = excess("nodes", many, "read");
  const less = excess("nodes", one, "read");
  return (figures) => ratios(more(figures), less(figures));
}

/** How much more one variant takes than the other, in units of `size`. */
export function excess(measurement: string, variant: string, base: string, size = 1): Measured {
  return (figures) =>
    differences(values(figures, measurement, variant), values(figures, measurement, base)).map(
      (value) => value / size,
    );
}

/** In units of `size`. */
export function figure(measurement: string, variant: string, size = 1): Measured {
  return (figures) => values(figures, measurement, variant).map((value) => value / size);
}

/** Infinity for a round in which fewer frames a second came through: it was no flood, and says nothing of one. */
export function inFlood(variant: string, rate: number): Measured {
  return (figures) => {
    const reached = values(figures, "flood", "frames a second");
    return values(figures, "flood", variant).map((value, round) =>
      (reached[round] ?? 0) >= rate * NEARLY ? value : Number.POSITIVE_INFINITY,
    );
  };
}

function values(figures: Figures, measurement: string, variant: string): readonly number[] {
  return figures[measurement]?.[variant] ?? [];
}
