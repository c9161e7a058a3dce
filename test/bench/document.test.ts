import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { drawChart, niceLimit } from "../../bench/document/chart";
import { partsOf, withParts } from "../../bench/document/document";

const TEXT = "Before\n<!-- bench: goals -->\nold\n<!-- bench: end -->\nafter\n";
const DOCUMENT = readFileSync(join(__dirname, "../../docs/performance.md"), "utf8");

describe("The document of the bench", () => {
  it("gets a run's tables between its markers, and keeps the rest", () => {
    const once = withParts(TEXT, { goals: "new" });
    assert.equal(once, "Before\n<!-- bench: goals -->\n\nnew\n\n<!-- bench: end -->\nafter\n");
    assert.equal(withParts(once, { goals: "new" }), once);
  });

  it("has no marker that the bench does not know", () => {
    assert.throws(() => withParts(TEXT, {}), /goals/);
    assert.doesNotThrow(() => withParts(DOCUMENT, partsOf({ circumstances: {}, figures: {} })));
  });

  it("has a marker for everything that the bench has to show", () => {
    const shown = Array.from(DOCUMENT.matchAll(/<!-- bench: (?!end)(\w+) -->/g), ([, name]) => name);
    assert.deepEqual(shown.toSorted(), Object.keys(partsOf({ circumstances: {}, figures: {} })).toSorted());
  });

  it("shows how many frames a second a flood has reached", () => {
    const figures = { flood: { "delay p99": [4], "frames a second": [19_950] } };
    assert.match(partsOf({ circumstances: {}, figures }).others ?? "", /frames a second \| 19,950/);
  });

  it("compares another exchange's client and the palette by what a kB of a book costs them", () => {
    const kilobyte = { "bybit-api": [9], "bybit-api bytes": [6_300], every: [18], "every bytes": [6_301] };
    const { client = "" } = partsOf({ circumstances: {}, figures: { kilobyte } });
    assert.match(client, /bybit-api[^|]*\| 6,300 +\| 9\.00 +\|/);
    assert.match(client, /this palette[^|]*\| 6,301 +\| 18\.0 +\|/);
  });

  it("draws each point between the axis and the top, further right with each step", () => {
    const point = (x: number, middle: number) => ({ x, middle, lowest: middle, highest: middle });
    const svg = drawChart({
      title: "Title",
      xLabel: "symbols",
      yLabel: "µs",
      logarithmic: true,
      points: [point(1, 0), point(10, 25), point(100, 50)],
    });
    const places = Array.from(svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g), ([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    assert.deepEqual(places, [
      [72, 268],
      [344, 156],
      [616, 44],
    ]);
  });

  it("ends an axis at a round number", () => {
    assert.deepEqual([0.7, 1, 12, 43, 510].map(niceLimit), [1, 1, 20, 50, 1000]);
  });
});
