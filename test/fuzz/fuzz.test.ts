import assert from "node:assert/strict";
import { Bench, type Setting } from "./bench";
import { Fuzz, SETTINGS } from "./cases";
import { readCorpus } from "./corpus";
import { FRAMES, MOST_LEFT, memoryLeftBy } from "./memory";

/** A few seconds' worth; `npm run fuzz -- --cases 1000000` has more. */
const CASES = 3_000;

describe("Anything at all that comes over a socket", function () {
  this.timeout(120_000);
  let fuzz: Fuzz;

  before(() => {
    fuzz = new Fuzz();
  });
  after(() => fuzz.close());

  it("is emitted as a sound message or counted, and nothing escapes", async () => {
    await fuzz.run(CASES, Math.floor(Math.random() * 2 ** 31));
  });

  it("leaves no more in memory than the subscriptions are worth, when ten thousand frames have come", async () => {
    const seed = Math.floor(Math.random() * 2 ** 20);
    const setting = SETTINGS[seed % SETTINGS.length] as Setting;
    const left = await memoryLeftBy(FRAMES, seed, setting);
    assert.ok(left <= MOST_LEFT, `${left} bytes; npm run fuzz -- --memory --seed ${seed}`);
  });

  it("is emitted with a mask where it could be a signature, and not taken for lost", async () => {
    const bench = new Bench({ protocol: "signed", numbers: "number" }, readCorpus());
    const candle = `{"high":1000,"open":999,"low":433,"close":122,"s":"BTC-7FEB23-20500-P","v":1,"ts":121212233}`;
    const text = `{"c":20,"dt":2,"${"9".repeat(63)}E":"m1","d":${candle}}`;
    try {
      await bench.try("options", [{ kind: "text", text }]);
    } finally {
      await bench.close();
    }
  });
});
