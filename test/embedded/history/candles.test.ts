import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { flowOf, node } from "../harness";
import { decideAnswers, rowsBetween } from "./answers";
import { BEGIN, candles, connectionTo, MINUTE, useHistory } from "./rig";
import { assertWhole, isLive, isOpenAfter, next, type Told, told } from "./told";

/** A Friday's 08:00 UTC that is also a month's last one. */
const FRIDAY = Date.UTC(2026, 10, 27, 8);

/** When the candle opened that is live at the beginning. */
const OPEN = BEGIN - 30_000;

describe("A candle node", function () {
  this.timeout(60_000);
  const rig = useHistory();

  for (const protocol of ["signed", "apikey"]) {
    it(`begins with its past, and goes on live without a hole and each once: ${protocol}`, async () => {
      const { nodeRed } = rig;
      const simulator = await rig.begin();
      await nodeRed.deploy(flowOf(connectionTo(simulator, { protocol }), ...candles({ past: 5 })));
      await next(nodeRed, isLive);
      simulator.control.setTime(OPEN + MINUTE + 100);
      await next(nodeRed, isOpenAfter(OPEN + MINUTE));
      const messages = told(nodeRed);
      const past = messages.filter(({ coincall }) => coincall.history);
      assert.deepEqual(past, messages.slice(0, 5));
      assert.equal(past[0]?.payload.timestamp, OPEN - 5 * MINUTE);
      await assertWhole(
        simulator,
        messages.filter(({ payload }) => payload.closed),
      );
      assert.ok(messages.every(({ coincall }) => coincall.gap === undefined && !coincall.filled));
      assert.deepEqual(nodeRed.catches, []);
    });

    it(`begins with a thousand of them in their order, which is the most: ${protocol}`, async () => {
      const { nodeRed } = rig;
      const simulator = await rig.begin();
      await nodeRed.deploy(flowOf(connectionTo(simulator, { protocol }), ...candles({ past: 1_000 })));
      const first = await next(nodeRed, isLive, { timeout: 30_000 });
      const messages = told(nodeRed);
      assert.equal(messages.findIndex(isLive), 1_000);
      assert.deepEqual(
        messages.slice(0, 1_001).map(({ payload }) => payload.timestamp),
        Array.from({ length: 1_001 }, (_, index) => first.payload.timestamp - (1_000 - index) * MINUTE),
      );
      assert.deepEqual(nodeRed.catches, []);
    });

    it(`fills an outage before the first live message, which says so: ${protocol}`, async () => {
      const { nodeRed } = rig;
      const simulator = await rig.begin();
      await nodeRed.deploy(flowOf(connectionTo(simulator, { protocol }), ...candles({ fill: true })));
      await next(nodeRed, isLive);
      simulator.control.cut();
      simulator.control.setTime(BEGIN + 20 * MINUTE);
      await next(nodeRed, isOpenAfter(OPEN + 20 * MINUTE));
      const messages = told(nodeRed);
      const filled = messages.filter(({ coincall }) => coincall.filled);
      assert.deepEqual(
        filled.map(({ payload }) => payload.timestamp),
        Array.from({ length: 20 }, (_, index) => OPEN + index * MINUTE),
      );
      await assertWhole(simulator, filled);
      const first = messages.find((message) => isOpenAfter(OPEN + 20 * MINUTE)(message)) ?? assert.fail();
      assert.equal(messages.indexOf(first), messages.indexOf(filled.at(-1) ?? first) + 1);
      assert.deepEqual([first.coincall.resumed, first.coincall.gap?.filled], [true, "all"]);
      assert.equal(first.coincall.gap?.from, OPEN);
      assert.ok((first.coincall.gap?.to ?? 0) >= OPEN + 20 * MINUTE);
      assert.equal(messages.filter(({ coincall }) => coincall.gap).length, 1);
      assert.deepEqual(
        nodeRed.catches.map(({ code }) => code),
        ["COINCALL_LINK"],
      );
    });
  }

  it("without filling says that there is a gap, once, and asks for nothing", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    const rest = decideAnswers(simulator);
    await nodeRed.deploy(flowOf(connectionTo(simulator), ...candles()));
    await next(nodeRed, isLive);
    simulator.control.cut();
    simulator.control.setTime(BEGIN + 3 * MINUTE);
    const first = await next(nodeRed, isOpenAfter(OPEN + 3 * MINUTE));
    assert.deepEqual([first.coincall.resumed, first.coincall.gap?.filled], [true, "none"]);
    simulator.control.setTime(OPEN + 4 * MINUTE);
    await next(nodeRed, isOpenAfter(OPEN + 4 * MINUTE));
    assert.equal(told(nodeRed).filter(({ coincall }) => coincall.gap).length, 1);
    assert.deepEqual(rest.asked, []);
    // Errors of what happens together are gathered for a second.
    await pause(1_200);
    assert.deepEqual(
      nodeRed.catches.map(({ code }) => code),
      ["COINCALL_LINK"],
    );
  });

  for (const [how, properties] of Object.entries({
    "one a candle": { candles: "closed" },
    "only the newest in an interval": { emit: "latest", interval: 300 },
    "one value": { value: "close" },
    "one a candle, only the newest": { candles: "closed", emit: "latest", interval: 300 },
  })) {
    it(`sends what was missed in full, and the gap on the live message that goes out next: ${how}`, async () => {
      const { nodeRed } = rig;
      const simulator = await rig.begin();
      await nodeRed.deploy(
        flowOf(
          connectionTo(simulator),
          ...candles({ past: 3, fill: true, ...properties }),
          // What is live comes to both, whether it goes out or not.
          ...candles({ id: "witness" }),
        ),
      );
      const witnessed = (time: number) => next(nodeRed, isOpenAfter(time), { output: "witness-out" });
      await next(nodeRed, ({ coincall }) => coincall.history === true);
      await witnessed(OPEN);
      simulator.control.cut();
      simulator.control.setTime(BEGIN + 10 * MINUTE);
      await next(nodeRed, ({ coincall }) => coincall.filled === true);
      await witnessed(OPEN + 10 * MINUTE);
      simulator.control.setTime(OPEN + 11 * MINUTE + 100);
      const { coincall } = await next(nodeRed, ({ coincall }) => coincall.gap !== undefined);
      assert.deepEqual([coincall.resumed, coincall.gap?.filled], [true, "all"]);
      const messages = told(nodeRed);
      const marks = messages.map((each) => [each.coincall.history, each.coincall.filled]);
      assert.equal(marks.filter(([history]) => history).length, 3);
      assert.equal(marks.filter(([, filled]) => filled).length, 10);
      assert.equal(messages.filter((each) => each.coincall.gap).length, 1);
      if (properties.value === undefined)
        await assertWhole(
          simulator,
          messages.filter(({ payload }) => payload.closed),
        );
    });
  }

  it("sends exact decimals of REST, and REST's row, on demand", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    const rest = decideAnswers(simulator);
    rest.answer = ({ start, end }) => ({ data: rowsBetween(start, end) });
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...candles({ id: "exact", past: 2, numbers: "string", includeRaw: true }),
        ...candles({ id: "plain", past: 2 }),
      ),
    );
    const isPast = ({ coincall }: Told) => coincall.history === true;
    const exact = await next(nodeRed, isPast, { output: "exact-out" });
    assert.deepEqual(
      [exact.payload.open, exact.payload.volume, exact.payload.timestamp],
      ["100.10", "0.000000012345678901", OPEN - 2 * MINUTE],
    );
    const { time, period } = JSON.parse(exact.raw ?? "") as { time: number; period: string };
    assert.deepEqual([Number(time), period], [OPEN - 2 * MINUTE, "m1"]);
    const plain = await next(nodeRed, isPast, { output: "plain-out" });
    assert.deepEqual([plain.payload.open, plain.raw], [100.1, undefined]);
    assert.ok(plain.coincall.received > 0 && plain.coincall.sent === undefined);
  });

  it("goes on live when REST is down, with one error, and a gap of which nothing was filled", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    const rest = decideAnswers(simulator);
    await nodeRed.deploy(
      flowOf(connectionTo(simulator), ...candles({ symbols: "BTCUSD ETHUSD", fill: true })),
    );
    for (const symbol of ["BTCUSD", "ETHUSD"]) await next(nodeRed, ({ topic }) => topic === symbol);
    rest.answer = () => ({ status: 500 });
    simulator.control.cut();
    simulator.control.setTime(BEGIN + 3 * MINUTE);
    for (const symbol of ["BTCUSD", "ETHUSD"]) {
      const isFirst = isOpenAfter(OPEN + 3 * MINUTE);
      const { coincall } = await next(nodeRed, (each) => each.topic === symbol && isFirst(each));
      assert.deepEqual([coincall.resumed, coincall.gap?.filled], [true, "none"]);
    }
    const { message } = await nodeRed.nextError("kline", ({ code }) => code === "COINCALL_HISTORY");
    assert.match(
      message,
      /^Not all of the past of (BTCUSD, ETHUSD|ETHUSD, BTCUSD) could be had\. .*HTTP 500/,
    );
    await nodeRed.nextStatus("kline", ({ text }) => text === "live, 2 symbols");
    assert.equal(nodeRed.catches.filter(({ code }) => code === "COINCALL_HISTORY").length, 1);
  });

  it("sends late what REST told late, the last of it with what became of the gap", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    const rest = decideAnswers(simulator);
    await nodeRed.deploy(flowOf(connectionTo(simulator), ...candles({ fill: true })));
    await next(nodeRed, isLive);
    // It is asked in both ways.
    rest.delay = 3_000;
    simulator.control.cut();
    simulator.control.setTime(BEGIN + 3 * MINUTE);
    const first = await next(nodeRed, isOpenAfter(OPEN + 3 * MINUTE));
    assert.equal(first.coincall.gap?.filled, "none");
    const last = await next(
      nodeRed,
      ({ coincall }) => coincall.filled === true && coincall.gap !== undefined,
    );
    assert.equal(last.coincall.gap?.filled, "all");
    const filled = told(nodeRed).filter(({ coincall }) => coincall.filled);
    assert.deepEqual(
      filled.map(({ payload }) => payload.timestamp),
      [OPEN, OPEN + MINUTE, OPEN + 2 * MINUTE],
    );
    assert.ok(filled.every(({ coincall }) => coincall.resumed === undefined));
    assert.deepEqual(
      nodeRed.catches.map(({ code }) => code),
      ["COINCALL_LINK"],
    );
  });

  it("begins anew with the past of the option that a rolling name goes on to", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin(FRIDAY - 5_000);
    decideAnswers(simulator).answer = ({ start, end }) => ({ data: rowsBetween(start, end) });
    const name = "BTCUSD-W-ATM-C";
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...candles({ endpoint: "options", symbols: name, past: 4 }),
        node("coincall-greeks", { symbols: name }),
      ),
    );
    const isRoll = ({ coincall }: Told) => coincall.rolled !== undefined;
    await next(nodeRed, isRoll);
    await next(nodeRed, isRoll, { output: "output" });
    simulator.control.setTime(FRIDAY - 100);
    const { to = "" } = (await next(nodeRed, isRoll, { output: "output" })).coincall.rolled ?? {};
    simulator.control.trade(to, { side: "buy", size: 1 });
    const after = await next(nodeRed, (each) => each.coincall.rolled?.to === to);
    assert.equal(after.coincall.history, true);
    assert.match(to, /^BTCUSD-4DEC26-/);
    const isNew = ({ payload }: Told) => payload.symbol === to;
    await next(nodeRed, (message) => isNew(message) && isLive(message));
    const messages = told(nodeRed, "kline-out", name).filter(isNew);
    const past = messages.filter(({ coincall }) => coincall.history);
    assert.equal(past.length, 4);
    const times = messages.map(({ payload }) => payload.timestamp);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
    );
    assert.equal(messages.filter(({ coincall }) => coincall.rolled).length, 1);
    assert.equal(told(nodeRed, "kline-out", name).filter((each) => each.coincall.gap).length, 0);
  });

  it("fills an outage before which an option had no candle", async () => {
    const { nodeRed } = rig;
    const begin = Date.now();
    const simulator = await rig.begin(begin);
    const { listing } = simulator.market.venue("BTCUSD") ?? assert.fail();
    const [{ symbol } = assert.fail()] = listing.chain(listing.expiries.at(-1) ?? 0);
    await nodeRed.deploy(
      flowOf(connectionTo(simulator), ...candles({ endpoint: "options", symbols: symbol, fill: true })),
    );
    await nodeRed.nextStatus("kline", ({ text }) => text === "waiting for data");
    const minute = Math.floor(begin / MINUTE) * MINUTE + MINUTE;
    simulator.control.cut();
    for (const time of [minute + MINUTE / 2, minute + 3 * MINUTE]) {
      simulator.control.setTime(time);
      simulator.control.trade(symbol, { side: "buy", size: 1 });
    }
    const first = await next(nodeRed, isOpenAfter(minute + 3 * MINUTE));
    // REST has nothing of the minutes without a trade.
    assert.deepEqual([first.coincall.resumed, first.coincall.gap?.filled], [true, "part"]);
    const filled = told(nodeRed, "kline-out", symbol).filter(({ coincall }) => coincall.filled);
    assert.deepEqual(
      filled.map(({ payload }) => [payload.timestamp, payload.closed]),
      [[minute, true]],
    );
  });

  it("has what it sent last for its form, also where that was missed", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    await nodeRed.deploy(
      flowOf(connectionTo(simulator), ...candles({ past: 2, fill: true, candles: "closed" })),
    );
    const past = await next(
      nodeRed,
      ({ coincall, payload }) => coincall.history === true && payload.timestamp === OPEN - MINUTE,
    );
    const answer = await nodeRed.admin("/coincall/last?node=kline");
    const { message } = (await answer.json()) as { message: Told };
    assert.deepEqual([message.payload, message.coincall], [past.payload, past.coincall]);
  });

  it("serves two nodes with different wishes about one symbol", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    await nodeRed.deploy(
      flowOf(
        connectionTo(simulator),
        ...candles({ id: "long", past: 20, fill: true }),
        ...candles({ id: "short", past: 2 }),
        ...candles({ id: "none" }),
      ),
    );
    for (const id of ["long", "short", "none"]) await next(nodeRed, isLive, { output: `${id}-out` });
    simulator.control.cut();
    simulator.control.setTime(BEGIN + 2 * MINUTE);
    for (const id of ["long", "short", "none"])
      await next(nodeRed, isOpenAfter(OPEN + 2 * MINUTE), { output: `${id}-out` });
    const count = (output: string, mark: "history" | "filled") =>
      told(nodeRed, output).filter(({ coincall }) => coincall[mark]).length;
    const gaps = (output: string) =>
      told(nodeRed, output).flatMap(({ coincall }) => coincall.gap?.filled ?? []);
    assert.deepEqual(
      ["long-out", "short-out", "none-out"].map((output) => [
        count(output, "history"),
        count(output, "filled"),
        gaps(output),
      ]),
      [
        [20, 2, ["all"]],
        [2, 0, ["none"]],
        [0, 0, ["none"]],
      ],
    );
  });

  it("fills many symbols in order, and says how far it is", async () => {
    const { nodeRed } = rig;
    const simulator = await rig.begin();
    const rest = decideAnswers(simulator);
    const coins = ["BTCUSD", "ETHUSD", "SOLUSD"];
    await nodeRed.deploy(
      flowOf(connectionTo(simulator), ...candles({ symbols: coins.join(" "), fill: true })),
    );
    for (const coin of coins) await next(nodeRed, ({ topic }) => topic === coin);
    rest.delay = 1_000;
    simulator.control.cut();
    simulator.control.setTime(BEGIN + 2 * MINUTE);
    const { fill } = await nodeRed.nextStatus("kline", ({ text = "" }) => /^filling \d of 3$/.test(text));
    assert.equal(fill, "green");
    for (const coin of coins) {
      await next(nodeRed, (each) => each.topic === coin && isOpenAfter(OPEN + 2 * MINUTE)(each));
      const filled = told(nodeRed, "kline-out", coin).filter(({ coincall }) => coincall.filled);
      assert.deepEqual(
        filled.map(({ payload }) => payload.timestamp),
        [OPEN, OPEN + MINUTE],
        coin,
      );
    }
    await nodeRed.nextStatus("kline", ({ text }) => text === "live, 3 symbols");
    assert.deepEqual(
      nodeRed.catches.map(({ code }) => code),
      ["COINCALL_LINK"],
    );
  });
});
