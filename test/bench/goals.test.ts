import assert from "node:assert/strict";
import { judge } from "../../bench/goals";
import { goalTable, shown } from "../../bench/table";

const BOOK = { orderBook: { every: [30, 66, 30], core: [50, 100, 60] } };

describe("The bench's goals", () => {
  it("are judged by the median of each round's own ratio", () => {
    const [verdict] = judge(BOOK);
    assert.deepEqual(
      [verdict?.lowest, verdict?.median, verdict?.highest, verdict?.met],
      [0.5, 0.6, 0.66, true],
    );
  });

  it("are missed when the median is past the most that they allow", () => {
    const [verdict] = judge({ orderBook: { every: [70], core: [100] } });
    assert.equal(verdict?.met, false);
  });

  it("are not judged by what was not measured", () => {
    assert.equal(judge(BOOK).length, 1);
    assert.deepEqual(judge({}), []);
  });

  it("count ten nodes on one book without the one time that it is read", () => {
    const [verdict] = judge({ nodes: { read: [50], "1": [80], "10": [320] } });
    assert.equal(verdict?.median, 9);
    assert.equal(verdict?.met, true);
  });

  it("are missed by ten nodes that each read the book for themselves", () => {
    const [verdict] = judge({ nodes: { read: [50], "1": [80], "10": [620] } });
    assert.equal(verdict?.met, false);
  });

  it("are missed by nodes that seem to cost less than to read a frame, which is noise", () => {
    const noise = judge({ nodes: { read: [50, 50, 50], "1": [49, 48, 80], "10": [320, 320, 320] } });
    assert.deepEqual([noise[0]?.median, noise[0]?.met], [Number.POSITIVE_INFINITY, false]);
    const alsoNoise = judge({ nodes: { read: [50], "1": [80], "10": [40] } });
    assert.equal(alsoNoise[0]?.met, false);
  });

  it("are missed by a flood that did not come as fast as it should", () => {
    const verdicts = (rate: number) => judge({ flood: { "delay p99": [4], "frames a second": [rate] } });
    assert.deepEqual(
      [19_900, 9_000].map((rate) => verdicts(rate).map(({ met }) => met)),
      [[true], [false]],
    );
  });

  it("count what the palette adds to Node-RED's start, in megabytes", () => {
    const verdicts = judge({
      loading: { "with it, bytes": [112e6, 113e6], "without it, bytes": [100e6, 102e6] },
    });
    assert.deepEqual(
      verdicts.map(({ median, goal }) => [median, goal.unit]),
      [[11.5, "MB"]],
    );
  });

  it("compare an alert with what comes nearest, each with the same rule", () => {
    const rise = { "rise, alert": [8], "rise, function": [10] };
    const core = { "level, function": [16], "level, filter": [5], "level, trigger": [8] };
    const level = { "level, alert": [8], "level, 5000 topics": [9], ...core };
    assert.deepEqual(
      judge({ alert: { ...level, ...rise } }).map(({ goal, median, met }) => [goal.most, median, met]),
      [
        [1, 1.6, false],
        [1, 1, true],
        [1.2, 0.5, true],
        [1.2, 0.8, true],
        [1.15, 1.125, true],
      ],
    );
  });

  it("make a table that says which are met", () => {
    const lines = goalTable(judge(BOOK)).split("\n");
    assert.equal(lines.length, 3);
    assert.match(lines[2] ?? "", /book +\| ≤ 0\.62 × +\| 0\.60 × +\| 0\.50 – 0\.66 +\| yes/);
  });

  it("are shown with as many digits as say something", () => {
    assert.deepEqual([1234.5, 123.4, 12.34, 1.234, 0].map(shown), ["1,235", "123", "12.3", "1.23", "0.00"]);
  });
});
