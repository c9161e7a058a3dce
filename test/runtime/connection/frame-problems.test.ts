import assert from "node:assert/strict";
import { mock } from "node:test";
import { CoincallError } from "../../../src/protocol/error";
import { FrameProblems } from "../../../src/runtime/connection/frame-problems";

const MINUTE = 60_000;

describe("Frames that can't be read are reported", () => {
  let reported: CoincallError[];
  let problems: FrameProblems;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    reported = [];
    problems = new FrameProblems((error) => reported.push(error));
  });
  afterEach(() => {
    problems.close();
    mock.timers.reset();
  });

  const add = (count: number) => {
    for (let index = 0; index < count; index += 1) {
      problems.add(new CoincallError("COINCALL_FRAME", "frameUnreadable"));
    }
  };
  const counts = () => reported.map(({ reason, values }) => values.count ?? reason);

  it("when the first comes, and then as a count a minute", () => {
    add(1);
    assert.deepEqual(counts(), ["frameUnreadable"]);
    add(500);
    mock.timers.tick(MINUTE - 1);
    assert.deepEqual(counts(), ["frameUnreadable"]);
    mock.timers.tick(1);
    add(7);
    mock.timers.tick(MINUTE);
    assert.deepEqual(counts(), ["frameUnreadable", 500, 7]);
    assert.ok(reported.every(({ code }) => code === "COINCALL_FRAME"));
  });

  it("afresh after a minute without one", () => {
    add(1);
    mock.timers.tick(MINUTE);
    add(1);
    assert.deepEqual(counts(), ["frameUnreadable", "frameUnreadable"]);
  });

  it("apart from trades that are lost, of which the latest is told a minute later", () => {
    const lose = () => problems.add(new CoincallError("COINCALL_FRAME", "tradesLost"));
    add(1);
    for (let loss = 0; loss < 3; loss += 1) lose();
    assert.deepEqual(counts(), ["frameUnreadable", "tradesLost"]);
    mock.timers.tick(MINUTE);
    assert.deepEqual(counts(), ["frameUnreadable", "tradesLost", "tradesLost"]);
  });

  it("no more once the connection is closed", () => {
    add(2);
    problems.close();
    mock.timers.tick(MINUTE);
    assert.deepEqual(counts(), ["frameUnreadable"]);
  });
});
