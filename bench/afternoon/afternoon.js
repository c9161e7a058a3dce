/* What a good programmer writes in an afternoon: a node that receives, parses, maps by hand and sends, without any care. */
const WebSocket = require("ws");

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const n = Number;
const level = ({ pr, sz }) => ({ price: n(pr), size: n(sz) });
const total = (levels) => levels.reduce((sum, { size }) => sum + size, 0);

const CHANNELS = {
  greeks: { dt: 3, topic: (row) => row.s, payload(row) {
    const [underlying, day, strike, right] = row.s.split("-");
    const [, date, month, year] = /^(\d+)([A-Z]+)(\d+)$/.exec(day);
    return {
      symbol: row.s, underlying, expiry: Date.UTC(2000 + n(year), MONTHS.indexOf(month), n(date), 8), strike: n(strike),
      right: right === "C" ? "call" : "put", iv: n(row.iv), delta: n(row.delta), gamma: n(row.gamma), theta: n(row.theta),
      vega: n(row.vega), markPrice: n(row.mp), lastPrice: n(row.lp), indexPrice: n(row.ip), underlyingPrice: n(row.up),
      openInterest: n(row.oi), volume: n(row.v), value: n(row.uv), volume24h: n(row.v24), value24h: n(row.uv24),
      high24h: n(row.h), low24h: n(row.l), open24h: n(row.pr0), change: n(row.cp), changeRate: n(row.cr),
      timeToExpiry: n(row.rt), timestamp: row.ts,
    };
  } },
  orderBook: { dt: 32, topic: (row) => row.s, payload(row) {
    const [bids, asks] = [row.bids.map(level), row.asks.map(level)];
    const [bestBid, bestAsk, bidSize, askSize] = [bids[0]?.price, asks[0]?.price, total(bids), total(asks)];
    const [mid, spread, imbalance] = [(bestBid + bestAsk) / 2, bestAsk - bestBid, bidSize / (bidSize + askSize)];
    return { symbol: row.s, bids, asks, bestBid, bestAsk, mid, spread, imbalance, timestamp: row.ts };
  } },
  optionChain: { dt: 4, topic: ([row]) => row.s.split("-").slice(0, 2).join("-"), payload(rows) {
    const [underlying, day] = rows[0].s.split("-");
    const [, date, month, year] = /^(\d+)([A-Z]+)(\d+)$/.exec(day);
    const expiry = Date.UTC(2000 + n(year), MONTHS.indexOf(month), n(date), 8);
    return rows.map((row) => {
      const [, , strike, right] = row.s.split("-");
      return {
        symbol: row.s, underlying, expiry, strike: n(strike), right: right === "C" ? "call" : "put", markPrice: n(row.mp),
        lastPrice: n(row.lp), bid: n(row.bid), ask: n(row.ask), bidSize: n(row.bs), askSize: n(row.as), bidIv: n(row.biv),
        askIv: n(row.aiv), markIv: n(row.miv), delta: n(row.delta), gamma: n(row.gamma), theta: n(row.theta), vega: n(row.vega),
        openInterest: n(row.oi), volume: n(row.v), volume24h: n(row.v24), underlyingPrice: n(row.up), change: n(row.cp),
        changeRate: n(row.cr), timestamp: row.ts,
      };
    });
  } },
};

module.exports = (RED) => {
  RED.nodes.registerType("bench-afternoon", function Afternoon(config) {
    RED.nodes.createNode(this, config);
    const { dt, topic, payload } = CHANNELS[config.channel];
    const socket = new WebSocket(config.url);
    socket.on("message", (text) => {
      const frame = JSON.parse(text);
      if (frame.dt === dt) this.send({ topic: topic(frame.d), payload: payload(frame.d) });
    });
    this.on("close", () => socket.close());
  });
};
