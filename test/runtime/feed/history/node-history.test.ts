import assert from "node:assert/strict";
import { CHANNELS } from "../../../../src/protocol/channels";
import { askFailure } from "../../../../src/runtime/rest/failures";
import { MINUTE, NOON } from "../../../history/candles/market";
import { pass, resumeTime, settled, stopTime } from "../../../link/harness";
import { failing, Stage } from "./stage";

const DOWN = askFailure("askTimeout", { seconds: 10 });

describe("What a node knows of the past", () => {
  let stage: Stage;

  beforeEach(() => stopTime());
  afterEach(() => {
    stage.history.close();
    resumeTime();
  });

  /** An outage from half past noon on, so many minutes long. */
  async function outage(minutes: number, ...symbols: string[]): Promise<void> {
    for (const symbol of symbols) stage.push(symbol, 0);
    stage.cut();
    await pass(minutes * MINUTE);
    stage.reconnect();
  }

  it("is told before anything live, as soon as the exchange has acknowledged a subscription", async () => {
    stage = new Stage({ past: 3 });
    stage.states.set("BTCUSD", "pending");
    stage.history.look(stage.watch("BTCUSD"));
    await settled();
    assert.deepEqual(stage.asked, []);
    stage.confirm("BTCUSD");
    await settled();
    assert.deepEqual(stage.of("BTCUSD"), ["-3 history", "-2 history", "-1 history"]);
    stage.push("BTCUSD", 0);
    assert.deepEqual(stage.of("BTCUSD").slice(3), ["0 live"]);
  });

  it("is asked for once the exchange has told its time, by which it begins", async () => {
    for (const ahead of [-2 * 1440 * MINUTE, 30 * MINUTE]) {
      stage = new Stage({ past: 3 });
      stage.ahead = ahead;
      stage.feed.time.isKnown = false;
      let answered = () => {};
      stage.tellTime = () => new Promise((resolve) => (answered = resolve));
      stage.confirm("BTCUSD");
      await settled();
      assert.deepEqual(stage.asked, []);
      stage.knows();
      answered();
      await settled();
      assert.deepEqual(stage.of("BTCUSD"), ["-3 history", "-2 history", "-1 history"]);
    }
  });

  it("is asked for by this machine's clock where the exchange does not tell its time", async () => {
    stage = new Stage({ past: 3 });
    stage.feed.time.isKnown = false;
    stage.confirm("BTCUSD");
    await settled();
    assert.deepEqual(stage.of("BTCUSD"), ["-3 history", "-2 history", "-1 history"]);
  });

  it("is asked for when the first data comes, where nothing was acknowledged before", async () => {
    stage = new Stage({ past: 2 });
    stage.push("BTCUSD", 0);
    assert.deepEqual(stage.of("BTCUSD"), []);
    await settled();
    assert.deepEqual(stage.of("BTCUSD"), ["-2 history", "-1 history", "0 live"]);
  });

  it("of an outage is asked for once the subscription is confirmed, and told before what is live", async () => {
    stage = new Stage({ fill: true });
    await outage(3, "BTCUSD");
    await settled();
    assert.deepEqual(stage.asked, []);
    stage.confirmAll();
    stage.push("BTCUSD", 3);
    await settled();
    assert.deepEqual(stage.of("BTCUSD"), ["0 live", "0 filled", "1 filled", "2 filled", "3 live all"]);
  });

  for (const [what, isMade] of [
    ["trades", false],
    ["candles of seconds", true],
  ] as const) {
    it(`of ${what} is uncertain from the newest on that was told, where no frame tells the exchange's clock`, () => {
      stage = new Stage({ fill: false });
      stage.channel = CHANNELS.trades;
      stage.isMade = isMade;
      stage.feed.time.isHeard = false;
      stage.push("BTCUSD", 0, true);
      stage.feed.signs.heard = NOON + 60 * MINUTE;
      stage.cut();
      stage.reconnect();
      stage.push("BTCUSD", 3);
      assert.equal(stage.updates.at(-1)?.gap?.from, NOON);
    });
  }

  it("costs nothing that is not wanted: a node without past and filling asks nothing and has nothing wait", async () => {
    stage = new Stage({});
    stage.confirm("BTCUSD");
    await outage(3, "BTCUSD");
    stage.confirmAll();
    stage.push("BTCUSD", 3);
    await settled();
    assert.deepEqual([stage.asked, stage.of("BTCUSD")], [[], ["0 live", "3 live none"]]);
    assert.deepEqual([stage.history.filling, stage.missed], [undefined, []]);
  });

  it("passes on what is live as it is while nothing is missing", () => {
    stage = new Stage({ fill: true });
    const offered: unknown[] = [];
    const receive = stage.history.receive.bind(stage.history);
    stage.history.receive = (watched, update) => {
      offered.push(update);
      receive(watched, update);
    };
    stage.push("BTCUSD", 0);
    stage.push("BTCUSD", 0, true);
    stage.push("BTCUSD", 1);
    assert.deepEqual(stage.updates.length, 3);
    assert.ok(stage.updates.every((update, index) => update === offered[index]));
  });

  it("lets nothing live wait for more than five seconds, and tells the rest late", async () => {
    stage = new Stage({ fill: true });
    const usual = stage.answer;
    let release = () => {};
    stage.answer = async (from, to) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return usual(from, to);
    };
    await outage(2, "BTCUSD");
    stage.confirmAll();
    stage.push("BTCUSD", 2);
    await pass(4_900);
    assert.deepEqual(stage.of("BTCUSD"), ["0 live"]);
    await pass(200);
    assert.deepEqual(stage.of("BTCUSD"), ["0 live", "2 live none"]);
    release();
    await settled();
    release();
    await settled();
    assert.deepEqual(stage.of("BTCUSD").slice(2), ["0 filled", "1 filled all"]);
    assert.deepEqual(stage.missed, []);
  });

  it("is asked for once more where REST does not have yet the candle that ended just now", async () => {
    stage = new Stage({ fill: true });
    const usual = stage.answer;
    stage.answer = async (from, to) => usual(from, Math.min(to, NOON + MINUTE));
    await outage(1.5, "BTCUSD");
    stage.push("BTCUSD", 2);
    stage.confirmAll();
    await pass(500);
    assert.deepEqual(stage.of("BTCUSD"), ["0 live"]);
    stage.answer = usual;
    await pass(2_000);
    assert.deepEqual(stage.of("BTCUSD"), ["0 live", "0 filled", "1 filled", "2 live all"]);
  });

  it("is told as far as it goes where REST has not got there the second time either", async () => {
    stage = new Stage({ fill: true });
    const usual = stage.answer;
    stage.answer = async (from, to) => usual(from, Math.min(to, NOON + MINUTE));
    await outage(1.5, "BTCUSD");
    stage.push("BTCUSD", 2);
    stage.confirmAll();
    await pass(3_000);
    assert.deepEqual(stage.of("BTCUSD"), ["0 live", "0 filled", "2 live part"]);
  });

  it("is told once of an outage when it could not be had, of all symbols together, when all are done", async () => {
    stage = new Stage({ fill: true });
    stage.answer = failing(DOWN);
    const symbols = ["BTCUSD", "ETHUSD", "SOLUSD"];
    await outage(2, ...symbols);
    stage.confirmAll();
    for (const symbol of symbols) stage.push(symbol, 2);
    await pass(3_000);
    assert.deepEqual(
      stage.missed.map((all) => all.map(({ symbol, failure }) => [symbol, failure])),
      [symbols.map((symbol) => [symbol, DOWN])],
    );
    for (const symbol of symbols) assert.deepEqual(stage.of(symbol), ["0 live", "2 live none"]);
  });

  it("is told once of a symbol when all are done, however many outages came before", async () => {
    stage = new Stage({ fill: true });
    const usual = stage.answer;
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    stage.answer = async (from, to) => {
      if (stage.asked.at(-1) === "BTCUSD") throw DOWN;
      await slow;
      return usual(from, to);
    };
    for (const minute of [2, 4, 6]) {
      await outage(2, ...(minute === 2 ? ["BTCUSD", "ETHUSD"] : []));
      stage.confirmAll();
      for (const symbol of ["BTCUSD", "ETHUSD"]) stage.push(symbol, minute);
      await pass(1_000);
    }
    assert.deepEqual(stage.missed, []);
    release();
    await pass(10_000);
    assert.deepEqual(stage.missed, [[{ symbol: "BTCUSD", failure: DOWN }]]);
  });

  it("counts symbols that are whole of those that had a hole, until all are", async () => {
    stage = new Stage({ fill: true });
    const symbols = Array.from({ length: 20 }, (_, index) => `COIN${index}USD`);
    await outage(2, ...symbols);
    assert.deepEqual(stage.history.filling, { whole: 0, of: 20 });
    stage.confirmAll();
    for (const symbol of symbols) stage.push(symbol, 2);
    await settled();
    assert.deepEqual(stage.history.filling, { whole: 8, of: 20 });
    await pass(10_000);
    assert.equal(stage.history.filling, undefined);
    for (const symbol of symbols) assert.match(stage.of(symbol).join(), /,0 filled,.*1 filled/, symbol);
  });

  it("is asked for in the order of the symbols, but first for those that something live waits for", async () => {
    stage = new Stage({ fill: true });
    const symbols = Array.from({ length: 12 }, (_, index) => `COIN${index}USD`);
    await outage(2, ...symbols);
    stage.push("COIN11USD", 2);
    stage.confirmAll();
    await pass(5_000);
    assert.deepEqual(stage.asked, ["COIN11USD", ...symbols.slice(0, 11)]);
  });

  it("does not wait for what the exchange refuses now", async () => {
    stage = new Stage({ fill: true });
    await outage(2, "BTCUSD", "ETHUSD");
    stage.confirm("BTCUSD");
    await settled();
    assert.deepEqual(stage.history.filling, { whole: 1, of: 2 });
    stage.states.set("ETHUSD", "rejected");
    stage.history.look(stage.watch("ETHUSD"));
    assert.equal(stage.history.filling, undefined);
  });

  it("goes on when the link is lost while it is filled, and tells each once", async () => {
    stage = new Stage({ fill: true });
    await outage(2, "BTCUSD");
    stage.answer = failing(DOWN);
    stage.confirmAll();
    await settled();
    stage.push("BTCUSD", 2);
    stage.cut();
    stage.answer = async () => [];
    await pass(MINUTE);
    stage.reconnect();
    stage.confirmAll();
    stage.push("BTCUSD", 3);
    await pass(1_000);
    const live = stage.of("BTCUSD").filter((each) => each.includes("live"));
    assert.deepEqual(live, ["0 live", "2 live none", "3 live none"]);
  });

  it("knows since when a series is whole, but for its gaps", async () => {
    stage = new Stage({ past: 2, fill: true });
    stage.push("BTCUSD", 0);
    await settled();
    const watched = stage.watch("BTCUSD");
    assert.deepEqual(stage.history.coverageOf(watched), { from: NOON - 2 * MINUTE, gaps: [], to: NOON });
    stage.cut();
    await pass(2 * MINUTE);
    stage.reconnect();
    stage.confirmAll();
    stage.push("BTCUSD", 2);
    await settled();
    const { gaps = [], to } = stage.history.coverageOf(watched) ?? {};
    assert.deepEqual([gaps.map(({ filled }) => filled), to], [["all"], NOON + 2 * MINUTE]);
  });

  it("is forgotten with what is watched no more, and nothing is asked for any more", async () => {
    stage = new Stage({ fill: true });
    await outage(2, "BTCUSD");
    stage.history.left(stage.watch("BTCUSD"));
    stage.confirm("ETHUSD");
    await settled();
    assert.deepEqual([stage.asked, stage.history.filling], [[], undefined]);
  });
});
