/** A line with its spread, as SVG: nothing in it but what a browser has, and legible on any background. */

export interface Point {
  readonly x: number;
  readonly middle: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface Chart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Whether each step of the axis multiplies. */
  readonly logarithmic: boolean;
  readonly points: readonly Point[];
}

const WIDTH = 640;
const HEIGHT = 320;
const EDGE = { left: 72, right: 24, top: 44, bottom: 52 };
const Y_STEPS = 5;
const INK = "#333";
const GRID = "#ddd";
const LINE = "#0a6ebd";

export function drawChart(chart: Chart): string {
  const top = niceLimit(Math.max(...chart.points.map(({ highest }) => highest)));
  const x = xScale(chart);
  const y = (value: number) => HEIGHT - EDGE.bottom - (value / top) * (HEIGHT - EDGE.top - EDGE.bottom);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="13" fill="${INK}">`,
    `<title>${chart.title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(WIDTH / 2, 24, chart.title, 'text-anchor="middle" font-size="15"'),
    ...yAxis(top, y),
    ...chart.points.map((point) => text(x(point.x), HEIGHT - 32, named(point.x), 'text-anchor="middle"')),
    text(WIDTH / 2, HEIGHT - 10, chart.xLabel, 'text-anchor="middle"'),
    text(0, 0, chart.yLabel, `text-anchor="middle" transform="translate(16 ${HEIGHT / 2}) rotate(-90)"`),
    ...chart.points.map((point) => spread(point, x, y)),
    `<polyline fill="none" stroke="${LINE}" stroke-width="2" points="${chart.points.map((point) => `${at(x(point.x))},${at(y(point.middle))}`).join(" ")}"/>`,
    ...chart.points.map(
      (point) => `<circle cx="${at(x(point.x))}" cy="${at(y(point.middle))}" r="4" fill="${LINE}"/>`,
    ),
    "</svg>\n",
  ].join("\n");
}

type Scale = (value: number) => number;

function xScale({ points, logarithmic }: Chart): Scale {
  const place = (value: number) => (logarithmic ? Math.log(value) : value);
  const places = points.map((point) => place(point.x));
  const first = Math.min(...places);
  const span = Math.max(...places) - first || 1;
  return (value) => EDGE.left + ((place(value) - first) / span) * (WIDTH - EDGE.left - EDGE.right);
}

function yAxis(top: number, y: Scale): string[] {
  return Array.from({ length: Y_STEPS + 1 }, (_, step) => (top / Y_STEPS) * step).flatMap((value) => [
    `<line x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${at(y(value))}" y2="${at(y(value))}" stroke="${GRID}"/>`,
    text(EDGE.left - 8, y(value) + 4, named(value), 'text-anchor="end"'),
  ]);
}

function spread({ x: place, lowest, highest }: Point, x: Scale, y: Scale): string {
  return `<line x1="${at(x(place))}" x2="${at(x(place))}" y1="${at(y(lowest))}" y2="${at(y(highest))}" stroke="${LINE}" stroke-opacity="0.4" stroke-width="6"/>`;
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${at(x)}" y="${at(y)}" ${attributes}>${content}</text>`;
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function named(value: number): string {
  return (Math.round(value * 100) / 100).toLocaleString("en-US");
}

/** The least of 1, 2 or 5 times a power of ten that holds a value. */
export function niceLimit(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((times) => times * power >= value) ?? 10) * power;
}
