import assert from "node:assert/strict";
import { AwaitedSymbols } from "../../../../src/runtime/feed/symbols/awaited-symbols";
import { pass, resumeTime, settled, stopTime } from "../../../link/harness";

const SECOND = 1_000;

describe("Symbols that a variable will hold", () => {
  let told: string[];
  let reads: number;
  let value: () => readonly string[] | undefined;
  let symbols: AwaitedSymbols;

  const make = (mayCome = true) =>
    new AwaitedSymbols(
      async () => {
        reads += 1;
        return value();
      },
      mayCome,
      {
        found: (found) => told.push(found.join(" ")),
        waits: () => undefined,
        late: () => told.push("late"),
        failed: (error) => told.push((error as Error).message),
      },
    );

  /** Second by second, since each look waits for the one before. */
  async function seconds(count: number): Promise<void> {
    for (let second = 0; second < count; second += 1) {
      pass(SECOND);
      await settled();
    }
  }

  beforeEach(() => {
    told = [];
    reads = 0;
    value = () => undefined;
    symbols = make();
    stopTime();
  });
  afterEach(() => {
    symbols.close();
    resumeTime();
  });

  it("are found at once where they are there", async () => {
    value = () => ["BTCUSD"];
    await symbols.begin();
    assert.deepEqual([told, symbols.isWaiting], [["BTCUSD"], false]);
  });

  it("are found within a second of being set", async () => {
    await symbols.begin();
    assert.equal(symbols.isWaiting, true);
    await seconds(3);
    value = () => ["BTCUSD", "ETHUSD"];
    await seconds(1);
    assert.deepEqual([told, symbols.isWaiting], [["BTCUSD ETHUSD"], false]);
    await seconds(5);
    assert.equal(reads, 5);
  });

  it("are missed once, after ten seconds", async () => {
    await symbols.begin();
    await seconds(9);
    assert.deepEqual(told, []);
    await seconds(50);
    assert.deepEqual(told, ["late"]);
  });

  it("are looked for every ten seconds after a minute", async () => {
    await symbols.begin();
    await seconds(60);
    const before = reads;
    await seconds(100);
    assert.ok(reads - before >= 9 && reads - before <= 11, `${reads - before} times`);
  });

  it("may be no symbols at all first, which is told once", async () => {
    value = () => {
      throw new Error("no list");
    };
    await symbols.begin();
    await seconds(30);
    assert.deepEqual(told, ["no list"]);
    value = () => ["BTCUSD"];
    await seconds(1);
    assert.deepEqual(told, ["no list", "BTCUSD"]);
  });

  it("are not looked for again where they can't come", async () => {
    symbols = make(false);
    value = () => {
      throw new Error("unset");
    };
    await symbols.begin();
    await seconds(30);
    assert.deepEqual([told, reads, symbols.isWaiting], [["unset"], 1, false]);
  });

  it("are looked for no more once closed, also when a look is under way", async () => {
    value = () => ["BTCUSD"];
    const looking = symbols.begin();
    symbols.close();
    await looking;
    await seconds(2);
    assert.deepEqual([told, reads], [[], 1]);
  });
});
