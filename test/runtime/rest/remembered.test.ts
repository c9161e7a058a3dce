import assert from "node:assert/strict";
import { mock } from "node:test";
import { Remembered } from "../../../src/runtime/rest/remembered";

const SECOND = 1_000;
const MINUTE = 60_000;

describe("What an exchange was asked for", () => {
  let now = 0;
  let asked = 0;
  let outcome: { resolve(value: number): void; reject(error: Error): void } | undefined;
  let remembered: Remembered<number>;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    now = 0;
    asked = 0;
    remembered = new Remembered(undefined, () => now);
  });
  afterEach(() => mock.timers.reset());

  function ask(): Promise<number> {
    asked += 1;
    return new Promise((resolve, reject) => {
      outcome = { resolve, reject };
    });
  }

  const get = (refresh = false) => remembered.get(ask, refresh);
  const pass = (duration: number) => {
    now += duration;
    mock.timers.tick(duration);
  };
  /** Lets the latest question be answered. */
  const answered = async (value: number) => {
    outcome?.resolve(value);
    await get();
  };
  const failed = async () => {
    outcome?.reject(new Error("silent"));
    await assert.rejects(get());
  };

  it("is asked once, however many want to know meanwhile, and however often anew", async () => {
    const all = [get(), get(true), get(), get(true)];
    pass(MINUTE);
    all.push(get(true));
    await answered(1);
    assert.deepEqual(await Promise.all(all), [1, 1, 1, 1, 1]);
    assert.equal(asked, 1);
  });

  it("is not asked again within five seconds, also by who wants it anew", async () => {
    void get();
    await answered(1);
    pass(5 * SECOND - 1);
    assert.equal(await get(true), 1);
    assert.equal(asked, 1);
    pass(1);
    void get(true);
    assert.equal(asked, 2);
    await answered(2);
    assert.equal(await get(), 2);
  });

  it("is not asked again within five seconds of a failure, and then by anybody", async () => {
    get().catch(() => {});
    await failed();
    pass(5 * SECOND - 1);
    await assert.rejects(get(true));
    assert.equal(asked, 1);
    pass(1);
    void get();
    assert.equal(asked, 2);
  });

  it("is remembered for ten minutes, and then forgotten", async () => {
    void get();
    await answered(1);
    pass(10 * MINUTE - 1);
    assert.equal(await get(), 1);
    assert.equal(asked, 1);
    pass(1);
    void get();
    assert.equal(asked, 2);
  });
});
