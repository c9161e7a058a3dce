import assert from "node:assert/strict";
import {
  connectionTo,
  describeOnEach,
  type FlowNode,
  flowOf,
  node,
  output,
  type Properties,
  saved,
  useRig,
} from "../harness";

interface Report {
  connection: string;
  endpoint: string;
  state: string;
  symbol?: string;
  reason?: string;
  since: number;
  attempt: number;
  retryIn?: number;
  subscriptions: { live: number; pending: number; rejected: number };
  messagesPerSecond?: number;
  latency?: { median: number; p99: number };
  dropped?: Record<string, number>;
}

interface Health {
  ok: boolean;
  connection: string;
  endpoints: Readonly<Record<"options" | "futures", Report>>;
}

const NONE = { live: 0, pending: 0, rejected: 0, expired: 0 };
const PENDING = { ...NONE, pending: 1 };
const LIVE = { ...NONE, live: 1 };
const NOTHING_DROPPED = {
  unwanted: 0,
  unreadable: 0,
  binary: 0,
  duplicate: 0,
  late: 0,
  ambiguous: 0,
  overflow: 0,
  excess: 0,
};

/** The harness has a Status node of Node-RED's own, whose id is the usual one. */
const status = (properties: Properties = {}) => node("coincall-status", { id: "feed-status", ...properties });
const STATUS = status();
/** A node whose data goes elsewhere, so that the output has nothing but reports. */
const spot = (properties: Properties = {}) =>
  node("coincall-spot", { symbols: "BTCUSD", wires: [["data"]], ...properties });
const price = (sent?: number) => ({ c: 20, dt: 30, ts: sent, d: { s: "BTCUSD", pr: 1, ts: 1 } });

describeOnEach("The status node", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });
  let flow: FlowNode[];

  async function deploy(...nodes: FlowNode[]): Promise<void> {
    flow = flowOf(connectionTo(rig.exchange), ...nodes, output("data"));
    await rig.nodeRed.deploy(flow);
  }

  const next = async (state: string, endpoint = "futures") => {
    const fits = (report: Report) => report.state === state && report.endpoint === endpoint;
    const message = await rig.nodeRed.nextMessage<Report>(({ payload }) => fits(payload));
    assert.equal(message.topic, endpoint);
    return message.payload;
  };
  const told = () => rig.nodeRed.messages<Report>().map(({ payload }) => payload);
  const states = () => told().map(({ endpoint, state }) => `${endpoint} ${state}`);
  const answer = async () => {
    rig.nodeRed.send("feed-status", { action: "get" });
    const answers = await Promise.all([rig.nodeRed.nextMessage<Report>(), rig.nodeRed.nextMessage<Report>()]);
    return answers.map(({ payload }) => payload);
  };

  /** A report without its moments, which must be of just now. */
  function timeless({ since, retryIn, ...report }: Report, longestRetry?: number): object {
    assert.ok(Number.isInteger(since) && Math.abs(Date.now() - since) < 5_000, `since ${since}`);
    if (longestRetry === undefined) assert.equal(retryIn, undefined);
    else assert.ok(retryIn !== undefined && retryIn >= 0 && retryIn <= longestRetry, `retryIn ${retryIn}`);
    return report;
  }

  it("sends a message for each step of a link, from the first attempt to the end", async () => {
    await deploy(STATUS, spot());
    const futures = { connection: "connection", endpoint: "futures", attempt: 0, subscriptions: PENDING };
    assert.deepEqual(timeless(await next("connecting")), { ...futures, state: "connecting" });
    assert.deepEqual(timeless(await next("open")), { ...futures, state: "open" });
    await rig.exchange.nextFrame();

    rig.exchange.refuseWith(503, { "Retry-After": "1" });
    rig.exchange.drop();
    assert.deepEqual(timeless(await next("waiting"), 500), {
      ...futures,
      state: "waiting",
      reason: "The connection was closed by the exchange (code 1006).",
      attempt: 1,
    });
    assert.deepEqual(timeless(await next("connecting")), { ...futures, state: "connecting", attempt: 1 });
    assert.deepEqual(timeless(await next("waiting"), 1_000), {
      ...futures,
      state: "waiting",
      reason: "The exchange answered with HTTP 503 instead of opening the connection.",
      attempt: 2,
    });

    rig.exchange.refuseWith(undefined);
    assert.deepEqual(timeless(await next("connecting")), { ...futures, state: "connecting", attempt: 2 });
    assert.deepEqual(timeless(await next("open")), { ...futures, state: "open" });
    rig.nodeRed.send("spot", { action: "clear" });
    assert.deepEqual(timeless(await next("idle")), { ...futures, state: "idle", subscriptions: NONE });
    assert.equal(told().length, 8);
  });

  it("tells of a refusal, and when it is tried again", async () => {
    rig.exchange.refuseWith(401);
    await deploy(STATUS, spot());
    assert.deepEqual(timeless(await next("refused"), 60_000), {
      connection: "connection",
      endpoint: "futures",
      state: "refused",
      reason: "The exchange refused the connection (HTTP 401): check key, secret, clock and IP list.",
      attempt: 1,
      subscriptions: PENDING,
    });
  });

  it("tells of the link of each market that some node uses", async () => {
    const greeks = node("coincall-greeks", { symbols: "BTCUSD-27DEC30-100000-C", wires: [["data"]] });
    await deploy(STATUS, spot(), greeks);
    await next("open");
    await next("open", "options");
    assert.deepEqual(states().sort(), [
      "futures connecting",
      "futures open",
      "options connecting",
      "options open",
    ]);
  });

  it("tells once of a symbol that falls silent, and once when it is back, though three nodes watch it", async () => {
    const ids = ["one", "two", "three"];
    await deploy(STATUS, ...ids.map((id) => spot({ id, overdue: 1 })));
    const report = {
      connection: "connection",
      endpoint: "futures",
      symbol: "BTCUSD",
      attempt: 0,
      subscriptions: LIVE,
    };
    assert.deepEqual(timeless(await next("overdue")), { ...report, state: "overdue" });
    for (const id of ids) await rig.nodeRed.nextStatus(id, ({ text = "" }) => text.startsWith("no data for"));
    rig.exchange.push("futures", price());
    for (const _ of ids) await rig.nodeRed.nextMessage(undefined, { output: "data" });
    assert.deepEqual(timeless(await next("recovered")), { ...report, state: "recovered" });
    assert.deepEqual(states(), [
      "futures connecting",
      "futures open",
      "futures overdue",
      "futures recovered",
    ]);
    assert.equal(rig.exchange.accepted(), 1, "a silent symbol is no reason to reconnect");
  });

  it("answers get at once for both markets, with rate, latency and what was dropped", async () => {
    await deploy(STATUS, spot());
    await rig.exchange.nextFrame();
    const now = Date.now();
    for (const sent of [now, now - 20_000, now - 100_000]) rig.exchange.push("futures", price(sent));
    rig.exchange.push("futures", { c: 20, dt: 99, d: {} });
    rig.exchange.push("futures", new Uint8Array([1, 2, 3]));
    await rig.nodeRed.nextError("connection");
    rig.nodeRed.forget();

    const [options, futures] = await answer();
    assert.ok(options && futures);
    assert.deepEqual(timeless(options), {
      connection: "connection",
      endpoint: "options",
      state: "idle",
      attempt: 0,
      subscriptions: NONE,
      messagesPerSecond: 0,
      dropped: NOTHING_DROPPED,
      coverage: [],
    });
    const { messagesPerSecond = 0, latency = { median: 0, p99: 0 }, ...rest } = futures;
    assert.deepEqual(timeless(rest), {
      connection: "connection",
      endpoint: "futures",
      state: "open",
      attempt: 0,
      subscriptions: LIVE,
      dropped: { ...NOTHING_DROPPED, unwanted: 1, binary: 1 },
      coverage: [],
    });
    assert.ok(messagesPerSecond > 0.5 && messagesPerSecond <= 5, `${messagesPerSecond} a second`);
    const isAbout = (value: number, expected: number) => Math.abs(value - expected) < 5_000;
    assert.ok(isAbout(latency.median, 20_000) && isAbout(latency.p99, 100_000), JSON.stringify(latency));
  });

  it("calls no subscription live while its link is lost", async () => {
    await deploy(STATUS, spot());
    await rig.exchange.nextFrame();
    rig.exchange.push("futures", price());
    await rig.nodeRed.nextMessage(undefined, { output: "data" });
    rig.exchange.refuseWith(503, { "Retry-After": "30" });
    rig.exchange.drop();
    await next("connecting");
    await next("waiting");
    rig.nodeRed.forget();
    const [, futures] = await answer();
    assert.deepEqual(futures?.subscriptions, PENDING);
    rig.nodeRed.send("spot", { action: "list" });
    const list = await rig.nodeRed.nextMessage<{ state: string }[]>(undefined, { output: "data" });
    assert.equal(list.payload[0]?.state, "pending");
  });

  it("keeps what else the message has that asked, in two messages of their own", async () => {
    const count = {
      ...output("count"),
      func: "msg.asker.count += 1; return msg;",
      outputs: 1,
      wires: [["output"]],
    };
    await deploy(status({ wires: [["count"]] }), count);
    rig.nodeRed.send("feed-status", { action: "get", topic: "mine", asker: { name: "me", count: 0 } });
    for (const endpoint of ["options", "futures"]) {
      const { topic, ...message } = await rig.nodeRed.nextMessage();
      assert.equal(topic, endpoint);
      assert.deepEqual((message as { asker?: unknown }).asker, { name: "me", count: 1 });
    }
  });

  it("opens no socket by itself, whatever it is asked", async () => {
    await deploy(STATUS);
    const reports = await answer();
    assert.deepEqual(
      reports.map(({ state }) => state),
      ["idle", "idle"],
    );
    await rig.nodeRed.nextStatus("feed-status", ({ text }) => text === "no symbols");
    assert.equal(rig.exchange.upgrades.length, 0);
  });

  it("shows how the links are in its own status", async () => {
    await deploy(STATUS, spot());
    await rig.nodeRed.nextStatus("feed-status", ({ fill, text }) => fill === "green" && text === "live");
    rig.exchange.refuseWith(401);
    rig.exchange.drop();
    await rig.nodeRed.nextStatus("feed-status", ({ fill, shape }) => fill === "red" && shape === "dot");
  });

  it("says nothing on a deploy that leaves the connection as it is", async () => {
    await deploy(STATUS, spot());
    await next("open");
    await rig.exchange.nextFrame();
    rig.nodeRed.forget();
    const changed = saved(flow).map((part) => (part.id === "spot" ? { ...part, overdue: 100 } : part));
    await rig.nodeRed.deploy(changed, "nodes");
    rig.exchange.push("futures", price());
    await rig.nodeRed.nextMessage(undefined, { output: "data" });
    assert.deepEqual(states(), []);
  });

  it("tells nothing of another connection", async () => {
    const other = connectionTo(rig.exchange, { id: "other" });
    await deploy(STATUS, other, spot({ connection: "other" }));
    await rig.exchange.nextFrame();
    await answer();
    assert.deepEqual(states(), ["options idle", "futures idle"]);
  });

  it("takes any other action for an error, and does nothing else", async () => {
    await deploy(STATUS);
    for (const action of [undefined, "subscribe", "GET", 7, null, { toString: 7 }]) {
      rig.nodeRed.send("feed-status", { action, symbols: "BTCUSD" });
      const { code, message } = await rig.nodeRed.nextError("feed-status");
      assert.equal(code, "COINCALL_INPUT", `${JSON.stringify(action)}`);
      assert.match(message, /must be one of: health, get\.$/);
    }
    await answer();
    assert.equal(told().length, 2, "only get was answered");
    assert.equal(rig.exchange.upgrades.length, 0);
  });

  for (const [title, connection] of [
    ["no connection", ""],
    ["a connection that is gone", "gone"],
  ] as const) {
    it(`says at once that it has ${title}, and to whoever asks`, async () => {
      await deploy(status({ connection }));
      const { code, message } = await rig.nodeRed.nextError("feed-status");
      assert.deepEqual([code, /no connection/.test(message)], ["COINCALL_CONFIG", true]);
      await rig.nodeRed.nextStatus("feed-status", ({ fill, shape }) => fill === "red" && shape === "dot");
      rig.nodeRed.send("feed-status", { action: "get" });
      assert.equal((await rig.nodeRed.nextError("feed-status")).code, "COINCALL_CONFIG");
      assert.deepEqual(told(), []);
    });
  }

  const health = async () => {
    rig.nodeRed.forget();
    rig.nodeRed.send("feed-status", { action: "health", req: "asked", topic: "probe" });
    return rig.nodeRed.nextMessage<Health>(({ topic }) => topic === "probe");
  };

  it("answers health with one message that an HTTP response can take", async () => {
    await deploy(STATUS, spot());
    await next("open");
    rig.exchange.push("futures", price());
    await rig.nodeRed.nextMessage(() => true, { output: "data" });
    const answer = await health();
    const { statusCode, req } = answer as unknown as { statusCode: number; req: string };
    assert.deepEqual([statusCode, req, answer.payload.ok], [200, "asked", true]);
    assert.equal(answer.payload.connection, "connection");
    const { options, futures } = answer.payload.endpoints;
    assert.deepEqual([options.state, futures.state, futures.subscriptions.live], ["idle", "open", 1]);
    assert.equal(rig.nodeRed.messages().length, 1);
  });

  it("calls a connection ill whose link is lost, and well again when it is back", async () => {
    await deploy(STATUS, spot());
    await next("open");
    rig.exchange.refuseWith(500);
    rig.exchange.drop();
    await next("waiting");
    const ill = await health();
    assert.deepEqual([(ill as unknown as { statusCode: number }).statusCode, ill.payload.ok], [503, false]);
    assert.match(ill.payload.endpoints.futures.reason ?? "", /closed|HTTP 500/);
    rig.exchange.refuseWith(undefined);
    await next("open");
    assert.equal((await health()).payload.ok, true);
  });

  it("calls a connection ill while a symbol is overdue", async () => {
    await deploy(STATUS, spot({ overdue: 1 }));
    await next("overdue");
    assert.equal((await health()).payload.ok, false);
    rig.exchange.push("futures", price());
    await next("recovered");
    assert.equal((await health()).payload.ok, true);
  });

  it("names its connection as the user does", async () => {
    const named = connectionTo(rig.exchange, { name: "main account" });
    await rig.nodeRed.deploy(flowOf(named, STATUS, spot(), output("data")));
    assert.equal((await next("open")).connection, "main account");
    rig.exchange.push("futures", price());
    const { coincall } = await rig.nodeRed.nextMessage(() => true, { output: "data" });
    assert.equal(coincall.connection, "main account");
  });
});
