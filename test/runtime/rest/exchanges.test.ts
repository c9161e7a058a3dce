import assert from "node:assert/strict";
import { Exchanges } from "../../../src/runtime/rest/exchanges";
import { listOf } from "../../../src/runtime/rest/instruments";

const CONFIGURATION = "/open/public/config/v1";

/** An exchange that lists what it likes; and what it was asked for. */
class Lister {
  readonly asked: string[] = [];
  readonly #configuration: object;
  readonly #rows: () => readonly unknown[];

  constructor(configuration: object, rows: () => readonly unknown[] = () => []) {
    this.#configuration = configuration;
    this.#rows = rows;
  }

  async get(path: string): Promise<unknown> {
    this.asked.push(path);
    return path === CONFIGURATION ? this.#configuration : this.#rows();
  }
}

/** As many names as wanted, none twice. */
function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `X${index}USD`);
}

function byName(count: number): Readonly<Record<string, object>> {
  return Object.fromEntries(names(count).map((name) => [name, {}]));
}

describe("What an exchange lists", () => {
  it("is asked for by underlying, and what is not traded is left out", async () => {
    const rows = [
      { symbolName: "BTCUSD-27DEC26-100000-C", isActive: true },
      { symbolName: "BTCUSD-27DEC26-100000-P", isActive: false },
      { symbolName: "BTCUSD-27DEC26-90000-P" },
    ];
    const lister = new Lister({ optionConfig: { BTCUSD: {} } }, () => rows);
    const { instruments } = await listOf("options", lister);
    assert.deepEqual(
      instruments.map(({ symbol }) => symbol),
      ["BTCUSD-27DEC26-100000-C", "BTCUSD-27DEC26-90000-P"],
    );
    assert.deepEqual(lister.asked, [CONFIGURATION, "/open/option/getInstruments/BTC"]);
  });

  it("is read up to a hundred underlyings", async () => {
    const lister = new Lister({ optionConfig: byName(1_000) });
    await listOf("options", lister);
    assert.equal(lister.asked.length, 101);
  });

  it("is read up to 20,000 instruments, and no row is looked at beyond them", async () => {
    const rows = () =>
      Array.from({ length: 15_000 }, (_, index) => ({
        get symbolName() {
          const isBeyond = lister.asked.length === 3 && index >= 5_000;
          return isBeyond ? assert.fail("It was looked at.") : "BTCUSD-27DEC26-100000-C";
        },
      }));
    const lister = new Lister({ optionConfig: byName(100) }, rows);
    const { instruments } = await listOf("options", lister);
    assert.equal(instruments.length, 20_000);
    assert.equal(lister.asked.length, 3);
    const futures = await listOf("futures", new Lister({ futuresConfig: byName(30_000) }));
    assert.equal(futures.instruments.length, 20_000);
  });

  it("is never asked for by what is no name", async () => {
    const lister = new Lister({
      optionConfig: { "../../account": {}, [`${"B".repeat(50)}USD`]: {}, "": {} },
    });
    await listOf("options", lister);
    assert.deepEqual(lister.asked, [CONFIGURATION]);
  });
});

describe("The exchanges that were asked", () => {
  it("are one for all who ask at the same address, with one budget and one list a market", async () => {
    const exchanges = new Exchanges();
    const lister = new Lister({ futuresConfig: { BTCUSD: {} }, optionConfig: {} });
    const ask = () => exchanges.at("https://one.example").list("futures", lister, true);
    const [one, other] = await Promise.all([ask(), ask()]);
    assert.equal(one, other);
    assert.deepEqual(lister.asked, [CONFIGURATION]);
    assert.equal(exchanges.at("https://one.example").budget, exchanges.at("https://one.example").budget);
    assert.notEqual(exchanges.at("https://one.example").budget, exchanges.at("https://two.example").budget);
  });

  it("are eight at most: the one that nobody asked for longest is forgotten", () => {
    const exchanges = new Exchanges();
    const [first, ...others] = names(8).map((name) => exchanges.at(name));
    assert.equal(exchanges.at("X0USD"), first);
    exchanges.at("one more");
    assert.equal(exchanges.at("X0USD"), first);
    assert.notEqual(exchanges.at("X1USD"), others[0]);
  });
});
