import assert from "node:assert/strict";
import { Gathering } from "../../../../src/runtime/feed/news/gathering";
import { pass, resumeTime, stopTime } from "../../../link/harness";

describe("What happens together", () => {
  let told: (readonly number[])[];
  let gathering: Gathering<number>;

  beforeEach(() => {
    stopTime();
    told = [];
    gathering = new Gathering((news) => told.push(news));
  });
  afterEach(() => {
    gathering.close();
    resumeTime();
  });

  it("is told in one go, a moment after the last of it", async () => {
    gathering.add(1);
    await pass(900);
    gathering.add(2);
    await pass(999);
    assert.deepEqual(told, []);
    await pass(1);
    assert.deepEqual(told, [[1, 2]]);
  });

  it("is told after ten seconds although it goes on and on", async () => {
    for (let count = 0; count < 24; count += 1) {
      gathering.add(count);
      await pass(500);
    }
    assert.equal(told.length, 1);
    assert.equal(told[0]?.length, 20);
  });

  it("is told no sooner than a pause after what was told before, where there is one", async () => {
    const rare = new Gathering<number>((news) => told.push(news), 60_000);
    rare.add(1);
    await pass(1_000);
    rare.add(2);
    await pass(30_000);
    rare.add(3);
    assert.deepEqual(told, [[1]]);
    await pass(30_000);
    assert.deepEqual(told, [[1], [2, 3]]);
    rare.close();
  });

  it("is told to nobody once nobody is there", async () => {
    gathering.add(1);
    gathering.close();
    await pass(20_000);
    assert.deepEqual(told, []);
  });
});
