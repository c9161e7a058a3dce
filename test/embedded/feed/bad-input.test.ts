import assert from "node:assert/strict";
import {
  connection,
  connectionTo,
  describeOnEach,
  type FlowNode,
  flowOf,
  KEY,
  node,
  type Properties,
  SECRET,
  useRig,
} from "../harness";

// biome-ignore lint/suspicious/noTemplateCurlyInString: Node-RED's own notation for a variable, of no such one
const UNSET = "${UNSET}";
const CALL = "BTCUSD-27DEC30-100000-C";

/** What is wrong with a node, and how its author finds out: by name of the thing to put right. */
const WRONG_NODES: readonly [title: string, type: string, properties: Properties, says: RegExp][] = [
  ["no connection", "coincall-spot", { connection: "" }, /no connection/],
  ["an unknown connection", "coincall-spot", { connection: "gone" }, /no connection/],
  ["a connection of another type", "coincall-spot", { connection: "output" }, /no connection/],
  ["a connection that is no id", "coincall-spot", { connection: { id: "connection" } }, /connection/],
  ["a connection that is null", "coincall-spot", { connection: null }, /no connection/],
  ["a symbol with a slash", "coincall-spot", { symbols: "BTC/USD" }, /BTC\/USD/],
  ["one bad symbol of two", "coincall-spot", { symbols: "ETHUSD, BTC/USD" }, /BTC\/USD/],
  ["symbols in an array", "coincall-spot", { symbols: ["BTCUSD"] }, /symbols/],
  ["an option without a strike", "coincall-greeks", { symbols: "BTCUSD-27DEC30-C" }, /BTCUSD-27DEC30-C/],
  ["an option of no day", "coincall-greeks", { symbols: "BTCUSD-31FEB30-1000-C" }, /31FEB30/],
  ["an option that is neither call nor put", "coincall-greeks", { symbols: `${CALL}X` }, /100000-CX/],
  ["an unknown period", "coincall-kline", { symbols: "BTCUSD", period: "m2" }, /period.*m2/],
  ["candles that are neither", "coincall-kline", { symbols: "BTCUSD", candles: "open" }, /candles/],
  ["an expiry that is no day", "coincall-option-chain", { symbols: "BTCUSD", expiry: "soon" }, /soon/],
  ["an expiry that is not set", "coincall-option-chain", { symbols: "BTCUSD", expiry: UNSET }, /UNSET/],
  ["no expiry", "coincall-option-chain", { symbols: "BTCUSD" }, /expiry/],
  ["an unknown output", "coincall-option-chain", { symbols: CALL, output: "csv" }, /output/],
  ["a depth of 0", "coincall-order-book", { symbols: CALL, depth: 0 }, /depth.*1 to 100/],
  ["a depth of 1000", "coincall-order-book", { symbols: CALL, depth: "1000" }, /depth.*1 to 100/],
  ["a depth in letters", "coincall-order-book", { symbols: CALL, depth: "abc" }, /depth.*1 to 100/],
  ["a depth of one and a half", "coincall-order-book", { symbols: CALL, depth: 1.5 }, /depth.*1 to 100/],
  ["an interval of -1", "coincall-spot", { symbols: "BTCUSD", interval: -1 }, /interval.*-1/],
  ["an interval in letters", "coincall-spot", { symbols: "BTCUSD", interval: "often" }, /interval.*often/],
  ["an interval that is not set", "coincall-spot", { symbols: "BTCUSD", interval: UNSET }, /UNSET/],
  ["an overdue of -1", "coincall-spot", { symbols: "BTCUSD", overdue: "-1" }, /overdue.*-1/],
  ["an unknown emit", "coincall-spot", { symbols: "BTCUSD", emit: "never" }, /emit/],
  ["an unknown endpoint", "coincall-spot", { symbols: "BTCUSD", endpoint: "spot" }, /endpoint/],
  ["unknown numbers", "coincall-spot", { symbols: "BTCUSD", numbers: "roman" }, /numbers/],
  ["a raw that is neither", "coincall-spot", { symbols: "BTCUSD", includeRaw: "perhaps" }, /includeRaw/],
  ["a history that is neither", "coincall-trades", { symbols: "BTCUSD", history: "some" }, /history/],
  ["symbols from nowhere", "coincall-spot", { symbols: "x", symbolsType: "msg" }, /symbolsType/],
  ["a variable that is not set", "coincall-spot", { symbols: "UNSET", symbolsType: "env" }, /UNSET/],
  ["symbols that are not set", "coincall-spot", { symbols: UNSET }, /UNSET/],
];

const NO_KEY = { apiKey: "", apiSecret: SECRET };
const NO_SECRET = { apiKey: KEY, apiSecret: "" };
const FAR = { environment: "custom", url: "ws://ws.coincall.com" };

const WRONG_CONNECTIONS: readonly [title: string, properties: Properties, says: RegExp][] = [
  ["no credentials", { credentials: {} }, /key/],
  ["an empty key", { credentials: NO_KEY }, /key/],
  ["an empty key in the dialect of 2023", { credentials: NO_KEY, protocol: "apikey" }, /key/],
  ["an empty secret in the signed dialect", { credentials: NO_SECRET }, /secret/],
  ["a key that is not set", { credentials: { apiKey: UNSET, apiSecret: SECRET } }, /UNSET/],
  ["a key with a character of URLs", { credentials: { apiKey: "a&b", apiSecret: SECRET } }, /character/],
  ["ws:// to a far host", FAR, /ws:\/\//],
  ["ws:// to a host that looks near", { url: "ws://127.0.0.1.example.com" }, /ws:\/\//],
  ["ws:// to every address", { url: "ws://0.0.0.0:9000" }, /ws:\/\//],
  ["no address", { url: "" }, /address/],
  ["an address that is none", { url: "coincall" }, /address/],
  ["an address of the web", { url: "https://ws.coincall.com" }, /address/],
  ["an address with a query", { url: "wss://ws.coincall.com/options?code=10" }, /address/],
  ["an address with a port that is none", { url: "ws://127.0.0.1:99999" }, /address/],
  ["an address that is not set", { url: UNSET }, /UNSET/],
  ["an unknown environment", { environment: "mars" }, /environment.*mars/],
  ["an unknown protocol", { protocol: "fix" }, /protocol.*fix/],
  ["an unknown signing parameter", { signingParameter: "apikey" }, /signingParameter/],
  ["a heartbeat of 0", { heartbeatInterval: 0 }, /heartbeatInterval.*1 to 25/],
  ["a heartbeat of 26", { heartbeatTimeout: "26" }, /heartbeatTimeout.*1 to 25/],
  ["a heartbeat in letters", { heartbeatInterval: "abc" }, /heartbeatInterval.*1 to 25/],
  ["a heartbeat that is not set", { heartbeatInterval: UNSET }, /heartbeatInterval.*UNSET/],
  ["insecure that is neither", { insecure: "perhaps" }, /insecure/],
  ["TLS settings that are gone", { tls: "gone" }, /TLS/],
  ["TLS settings of another type", { tls: "output" }, /TLS/],
];

/** Flows of another palette, an older version or by hand: what is accepted all the same. */
const ACCEPTED: readonly [title: string, properties: Properties, asked: unknown][] = [
  ["lower case", { symbols: "btcusd" }, "BTCUSD"],
  ["spaces around a symbol", { symbols: "  BTCUSD \n" }, "BTCUSD"],
  ["duplicates", { symbols: "BTCUSD,BTCUSD btcusd" }, "BTCUSD"],
  ["commas, spaces and new lines", { symbols: ",BTCUSD,, ETHUSD\nSOLUSD," }, ["BTCUSD", "ETHUSD", "SOLUSD"]],
  ["numbers as text", { symbols: "BTCUSD", interval: "500", overdue: " 60 " }, "BTCUSD"],
  ["booleans as text", { symbols: "BTCUSD", includeRaw: "true" }, "BTCUSD"],
  ["properties of another node", { symbols: "BTCUSD", depth: 0, period: "m2", expiry: "soon" }, "BTCUSD"],
  [
    "properties that are null",
    {
      symbols: "BTCUSD",
      name: null,
      symbolsType: null,
      endpoint: null,
      overdue: null,
      emit: null,
      interval: null,
      numbers: null,
      includeRaw: null,
    },
    "BTCUSD",
  ],
];

describeOnEach("Bad input", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  /** A good node beside what is wrong: it has a connection of its own, and its messages must come through. */
  const withGoodNode = (...wrong: FlowNode[]) => [
    ...flowOf(
      connectionTo(rig.exchange, { id: "good-connection" }),
      node("coincall-spot", { id: "good", connection: "good-connection", symbols: "GOODUSD" }),
      ...wrong,
    ),
  ];

  async function goodNodeWorks(): Promise<void> {
    await rig.exchange.nextFrame((text) => text.includes("GOODUSD"));
    rig.exchange.push("futures", { c: 20, dt: 30, d: { s: "GOODUSD", pr: 1, ts: 1 } });
    await rig.nodeRed.nextMessage(({ topic }) => topic === "GOODUSD");
  }

  for (const [title, type, properties, says] of WRONG_NODES) {
    it(`${title} is said on the node and to Catch nodes, and others work`, async () => {
      const wrong = node(type, { id: "wrong", ...properties });
      await rig.nodeRed.deploy(withGoodNode(connectionTo(rig.exchange), wrong));
      const error = await rig.nodeRed.nextError("wrong");
      assert.equal(error.code, "COINCALL_CONFIG");
      assert.match(error.message, says);
      const status = await rig.nodeRed.nextStatus("wrong", ({ fill }) => fill === "red");
      assert.deepEqual([status.shape, status.text], ["dot", error.message]);
      await goodNodeWorks();
      assert.ok(rig.nodeRed.catches.every(({ source }) => source.id === "wrong"));
    });
  }

  for (const [title, properties, says] of WRONG_CONNECTIONS) {
    it(`${title} in a connection is said by its node, and others work`, async () => {
      const wrong = connectionTo(rig.exchange, { id: "wrong", ...properties });
      const user = node("coincall-spot", { id: "user", connection: "wrong", symbols: "BTCUSD" });
      await rig.nodeRed.deploy(withGoodNode(wrong, user));
      const error = await rig.nodeRed.nextError("wrong");
      assert.equal(error.code, "COINCALL_CONFIG");
      assert.match(error.message, says);
      const status = await rig.nodeRed.nextStatus("user", ({ fill }) => fill === "red");
      assert.deepEqual([status.shape, status.text], ["dot", error.message]);
      await goodNodeWorks();
      assert.equal(rig.nodeRed.catches.length, 1);
      rig.nodeRed.send("user", { action: "subscribe", symbols: "BTCUSD" });
      assert.equal((await rig.nodeRed.nextError("user")).code, "COINCALL_CONFIG", "a message gets an answer");
      assert.deepEqual([rig.exchange.accepted(), rig.exchange.upgrades.length], [1, 1]);
    });
  }

  for (const [title, properties, asked] of ACCEPTED) {
    it(`is not: ${title}`, async () => {
      await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), node("coincall-spot", properties)));
      assert.deepEqual(JSON.parse(await rig.exchange.nextFrame()).payload.symbol, asked);
      assert.deepEqual(rig.nodeRed.catches, []);
    });
  }

  it("is not: saved nodes that lack every property but the connection", async () => {
    const bare = ["kline", "order-book", "trades", "option-chain", "greeks", "spot"].map((name) =>
      node(`coincall-${name}`),
    );
    await rig.nodeRed.deploy(flowOf({ id: "connection", type: "coincall-connection" }, ...bare));
    await rig.nodeRed.nextError("connection", ({ message }) => message.includes("key"));
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), ...bare));
    for (const { id } of bare) {
      const { fill, shape } = await rig.nodeRed.nextStatus(id, ({ text }) => text === "no symbols");
      assert.deepEqual([fill, shape], ["grey", "ring"]);
    }
    assert.equal(rig.exchange.upgrades.length, 0, "nothing to do opens nothing");
  });

  it("is not: a connection whose properties are null", async () => {
    const properties = {
      protocol: null,
      signingParameter: null,
      heartbeatInterval: null,
      heartbeatTimeout: null,
      insecure: null,
      tls: null,
      name: null,
    };
    await rig.nodeRed.deploy(
      flowOf(connectionTo(rig.exchange, properties), node("coincall-spot", { symbols: "BTCUSD" })),
    );
    assert.match(await rig.exchange.nextFrame(), /"action":"subscribe"/);
    assert.match(rig.exchange.upgrades[0]?.path ?? "", /^\/futures\?code=10&uuid=.*&ts=\d+&sign=/);
  });

  it("is not: ws:// to a far host when the user insists, and a host that is not there ends nothing", async () => {
    const far = connection({
      environment: "custom",
      url: "ws://nowhere.invalid",
      insecure: true,
      credentials: { apiKey: KEY, apiSecret: SECRET },
    });
    await rig.nodeRed.deploy(withGoodNode(far, node("coincall-spot", { symbols: "BTCUSD" })));
    const error = await rig.nodeRed.nextError("connection");
    assert.equal(error.code, "COINCALL_LINK");
    await goodNodeWorks();
  });
});
