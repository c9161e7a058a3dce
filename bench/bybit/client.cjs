/** The client of another exchange, that people would pick in TypeScript, with its own order book. Argument: a URL. */
const { WebsocketClient } = require("bybit-api");
const { listen, take, tell } = require("../contenders/probe.cjs");

const silent = { trace() {}, info() {}, error: console.error };
const A_WHILE = 600_000;

const client = new WebsocketClient(
  { wsUrl: process.argv[2], pingInterval: A_WHILE, pongTimeout: A_WHILE },
  silent,
);
client.on("update", take);
client.on("open", () => tell({ kind: "ready" }));
client.subscribeV5("orderbook.200.BTCUSDT", "linear");
listen(
  () => {},
  () => process.exit(0),
);
