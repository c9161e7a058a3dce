import assert from "node:assert/strict";
import type { ListedSubscription } from "../../../src/runtime/feed/listed";
import { connectionTo, flowOf, type Message, node, type Properties, useRig } from "../harness";

interface Trade {
  symbol: string;
  price: number;
  timestamp: number;
  tradeId?: string;
}

const OPTION = "BTCUSD-27DEC30-100000-C";
const OTHER = "BTCUSD-27DEC30-90000-P";

/** Trades are numbered: a price, and a moment after anybody subscribed in the test that runs. */
let start = 0;
const timeOf = (number: number) => start + number * 10;
const idOf = (number: number) => `19374668705841889${number.toString().padStart(2, "0")}`;

describe("A trades node with fill", function () {
  this.timeout(60_000);
  const rig = useRig({ version: "4.1" });
  /** What REST has, by symbol. */
  let known: Record<string, number[]> = {};
  let calls: string[] = [];

  const trades = (properties: Properties = {}) =>
    node("coincall-trades", { endpoint: "futures", symbols: "BTCUSD", fill: true, ...properties });

  beforeEach(() => {
    start = Date.now() + 600_000;
    known = {};
    calls = [];
    rig.exchange.rest = (path) => {
      calls.push(path);
      const symbol = path.split("/").at(-1) ?? "";
      return (known[symbol] ?? []).toReversed().map((number) => ({
        symbol,
        displayName: symbol,
        price: String(number),
        qty: "1.0",
        time: timeOf(number),
        tradeSide: 1,
      }));
    };
  });

  /** On the socket, the newest first as the exchange has them, and in REST from then on. */
  function push(symbol: string, ...numbers: number[]): void {
    known[symbol] = [...new Set([...(known[symbol] ?? []), ...numbers])].toSorted(
      (one, other) => one - other,
    );
    const d = numbers.toReversed().map((number) => ({
      s: symbol,
      pr: String(number),
      q: "1.0",
      sd: 1,
      ts: timeOf(number),
    }));
    const endpoint = symbol === "BTCUSD" ? "futures" : "options";
    rig.exchange.push(endpoint, { c: 20, dt: endpoint === "futures" ? 33 : 6, d });
  }

  async function live(...numbers: number[]): Promise<void> {
    await rig.exchange.nextConnection();
    await rig.exchange.nextFrame((text) => text.includes("lastTrade"));
    push("BTCUSD", ...numbers);
    await told(numbers.at(-1) ?? 0);
  }

  /** Loses the link, while REST goes on with these, and has it back. */
  async function cut(missed: Record<string, number[]> = {}): Promise<void> {
    rig.exchange.drop();
    for (const [symbol, numbers] of Object.entries(missed)) {
      known[symbol] = [...(known[symbol] ?? []), ...numbers];
    }
    await rig.exchange.nextConnection();
    await rig.exchange.nextFrame((text) => text.includes("lastTrade"));
  }

  const told = (number: number) =>
    rig.nodeRed.nextMessage<Trade[]>(({ payload }) => payload.some(({ price }) => price === number));

  /** What went out since the first message, as the numbers of its trades and what it says of the gap. */
  const sent = () =>
    rig.nodeRed
      .messages<Trade[]>()
      .map(({ payload, coincall: { filled, gap } }: Message<Trade[]>) => [
        payload.map(({ price }) => price).join(" "),
        filled ? "filled" : "live",
        ...(gap ? [gap.filled] : []),
      ]);

  it("sends what an outage took, each trade once and in order, before the first live one", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades()));
    await live(1, 2);
    await cut({ BTCUSD: [3, 4] });
    await told(4);
    known.BTCUSD?.push(5);
    push("BTCUSD", 6);
    await told(6);
    push("BTCUSD", 7);
    await told(7);
    assert.deepEqual(sent(), [
      ["1 2", "live"],
      ["3 4", "filled"],
      ["5", "filled"],
      ["6", "live", "all"],
      ["7", "live"],
    ]);
    const [, filled, , first] = rig.nodeRed.messages<Trade[]>();
    assert.deepEqual(filled?.payload[0], {
      symbol: "BTCUSD",
      price: 3,
      size: 1,
      side: "buy",
      timestamp: timeOf(3),
    });
    assert.deepEqual(
      [filled?.topic, filled?.coincall.resumed, filled?.coincall.sent],
      ["BTCUSD", undefined, undefined],
    );
    assert.equal(first?.coincall.resumed, true);
    assert.ok((first?.coincall.gap?.from ?? 0) <= timeOf(3) && first?.coincall.gap?.to === timeOf(6));
    assert.deepEqual(new Set(calls), new Set(["/open/futures/trade/lasttrade/v1/BTCUSD"]));
    assert.deepEqual(
      rig.nodeRed.catches.filter(({ code }) => code !== "COINCALL_LINK"),
      [],
    );
  });

  it("says so where REST does not reach back to the last one, once", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades()));
    await live(1, 2);
    known.BTCUSD = [];
    await cut({ BTCUSD: [5, 6] });
    await told(6);
    push("BTCUSD", 7);
    const error = await rig.nodeRed.nextError("trades");
    assert.equal(error.code, "COINCALL_HISTORY");
    assert.match(error.message, /BTCUSD/);
    push("BTCUSD", 8);
    await told(8);
    assert.deepEqual(sent().slice(1), [
      ["5 6", "filled"],
      ["7", "live", "part"],
      ["8", "live"],
    ]);
    assert.equal(rig.nodeRed.catches.filter(({ code }) => code === "COINCALL_HISTORY").length, 1);
  });

  it("asks once more where REST is behind its own socket", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades()));
    await live(1, 2);
    await cut({ BTCUSD: [3] });
    await told(3);
    const { rest } = rig.exchange;
    let asked = 0;
    rig.exchange.rest = (path) => {
      asked += 1;
      if (asked === 2) known.BTCUSD = [1, 2, 3, 4, 5];
      return rest?.(path);
    };
    push("BTCUSD", 5);
    known.BTCUSD = [1, 2, 3];
    await told(5);
    assert.deepEqual(sent().slice(1), [
      ["3", "filled"],
      ["4", "filled"],
      ["5", "live", "all"],
    ]);
    assert.equal(asked, 2);
  });

  it("goes on with what is live where REST is down, and says so once", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades()));
    await live(1, 2);
    rig.exchange.rest = () => 500;
    await cut();
    push("BTCUSD", 5);
    await told(5);
    assert.equal((await rig.nodeRed.nextError("trades")).code, "COINCALL_HISTORY");
    push("BTCUSD", 6);
    await told(6);
    assert.deepEqual(sent().slice(1), [
      ["5", "live", "none"],
      ["6", "live"],
    ]);
    assert.equal(rig.nodeRed.catches.filter(({ code }) => code === "COINCALL_HISTORY").length, 1);
  });

  it("that is off asks nobody, and says that there may be a gap", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades({ fill: false })));
    await live(1, 2);
    await cut({ BTCUSD: [3, 4] });
    push("BTCUSD", 5);
    await told(5);
    assert.deepEqual(sent().slice(1), [["5", "live", "none"]]);
    assert.deepEqual(calls, []);
  });

  it("and without history leaves out what was before the subscription, and nothing that an outage took", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades({ history: false })));
    await rig.exchange.nextConnection();
    await rig.exchange.nextFrame((text) => text.includes("lastTrade"));
    push("BTCUSD", -90_000, -80_000, 1);
    await told(1);
    await cut({ BTCUSD: [2] });
    await told(2);
    // The first push after an outage holds what was missed, too.
    push("BTCUSD", 3, 4, 5);
    await told(5);
    assert.deepEqual(sent(), [
      ["1", "live"],
      ["2", "filled"],
      ["3 4 5", "live", "all"],
    ]);
  });

  it("sends filled trades by themselves, before the batches of an interval", async () => {
    const batches = trades({ emit: "latest", interval: 50 });
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), batches));
    await live(1, 2);
    push("BTCUSD", 3);
    await cut({ BTCUSD: [4, 5] });
    await told(5);
    for (const number of [6, 7]) push("BTCUSD", number);
    await told(7);
    const all = sent();
    assert.equal(all.map(([numbers]) => numbers).join(" "), "1 2 3 4 5 6 7");
    assert.deepEqual(
      all.filter(([, mark]) => mark === "filled"),
      [["4 5", "filled"]],
    );
    assert.deepEqual(
      all.flatMap(([, , gap]) => gap ?? []),
      ["all"],
    );
  });

  it("has the text of REST's rows with what they tell, where that is wanted", async () => {
    await rig.nodeRed.deploy(
      flowOf(connectionTo(rig.exchange), trades({ includeRaw: true, numbers: "string" })),
    );
    await rig.exchange.nextConnection();
    await rig.exchange.nextFrame((text) => text.includes("lastTrade"));
    push("BTCUSD", 1);
    await rig.nodeRed.nextMessage();
    await cut({ BTCUSD: [2, 3] });
    const { raw = "", payload } = await rig.nodeRed.nextMessage<{ price: string }[]>();
    assert.deepEqual(
      payload.map(({ price }) => price),
      ["2", "3"],
    );
    const rows = JSON.parse(raw) as { displayName: string; price: string }[];
    assert.deepEqual(
      rows.map(({ price, displayName }) => [price, displayName]),
      [
        ["3", "BTCUSD"],
        ["2", "BTCUSD"],
      ],
    );
  });

  it("tells trades with ids once, although REST has no ids", async () => {
    const row = (number: number, time: number) => ({
      symbol: "BTCUSD",
      matchPrice: "7",
      matchQty: "1.0",
      tradeId: idOf(number),
      tradeSide: "1",
      tradeTime: String(timeOf(time)),
    });
    const alike = [1, 2, 3].map((number) => row(number, 7));
    const pushed = (...rows: object[]) => rig.exchange.push("futures", { c: 20, dt: 43, d: rows });
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades({ tradeIds: true })));
    await rig.exchange.nextConnection();
    await rig.exchange.nextFrame((text) => text.includes("lastTradeV2"));
    pushed(...alike.slice(0, 2));
    await told(7);
    known.BTCUSD = [5, 6, 7, 7, 7];
    await cut();
    await rig.nodeRed.nextMessage(({ coincall }) => coincall.filled === true);
    pushed(row(4, 8), ...alike);
    const { coincall } = await told(7);
    assert.equal(coincall.gap?.filled, "part", "which of those alike REST has is not known");
    const ids = rig.nodeRed
      .messages<Trade[]>()
      .map(({ payload }) => payload.map(({ tradeId }) => tradeId ?? "none").join(" "));
    assert.deepEqual(ids, [`${idOf(1)} ${idOf(2)}`, "none", idOf(4)]);
  });

  it("asks for each option that had a trade, where it watches those of an underlying", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades({ endpoint: "options" })));
    await rig.exchange.nextConnection();
    await rig.exchange.nextFrame((text) => text.includes("lastTrade"));
    push(OPTION, 0, 1);
    await told(1);
    await cut({ [OPTION]: [2], [OTHER]: [3] });
    await told(2);
    push(OTHER, 4);
    await told(4);
    push(OPTION, 5);
    await told(5);
    const messages = rig.nodeRed
      .messages<Trade[]>()
      .map(({ topic, payload, coincall }) => [
        topic,
        payload.map(({ price, symbol }) => (symbol === topic ? price : symbol)).join(" "),
        ...(coincall.filled ? ["filled"] : []),
        ...(coincall.gap ? [coincall.gap.filled] : []),
      ]);
    assert.deepEqual(messages, [
      [OPTION, "0 1"],
      [OPTION, "2", "filled"],
      [OTHER, "3", "filled"],
      [OTHER, "4", "part"],
      [OPTION, "5", "all"],
    ]);
  });

  it("lists the gap of each option of an underlying, also of two that traded in one moment", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), trades({ endpoint: "options" })));
    await rig.exchange.nextConnection();
    await rig.exchange.nextFrame((text) => text.includes("lastTrade"));
    push(OPTION, 0, 1);
    await told(1);
    push(OTHER, 2, 3);
    await told(3);
    known[OPTION] = [];
    await cut();
    push(OPTION, 4);
    push(OTHER, 4);
    for (const option of [OPTION, OTHER]) {
      await rig.nodeRed.nextMessage(({ topic, coincall }) => topic === option && coincall.gap !== undefined);
    }
    rig.nodeRed.send("trades", { action: "list" });
    const { payload } = await rig.nodeRed.nextMessage<ListedSubscription[]>(
      ({ topic }) => topic === "subscriptions",
    );
    const gaps = payload[0]?.coverage?.gaps ?? [];
    assert.deepEqual(
      gaps.map(({ to, filled }) => [to, filled]),
      [
        [timeOf(4), "none"],
        [timeOf(4), "all"],
      ],
    );
    assert.deepEqual(Object.keys(gaps[0] ?? {}), ["from", "to", "filled"]);
  });
});
