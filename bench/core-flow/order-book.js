/* What a user would write into a function node behind a json node, for the messages of an order book node. */
if (msg.payload.c !== 20 || msg.payload.dt !== 32) return null;

const row = msg.payload.d;
const level = ({ pr, sz }) => ({ price: Number(pr), size: Number(sz) });
const bids = row.bids.map(level).sort((one, other) => other.price - one.price);
const asks = row.asks.map(level).sort((one, other) => one.price - other.price);
const total = (levels) => levels.reduce((sum, { size }) => sum + size, 0);

const payload = { symbol: row.s, bids, asks, timestamp: row.ts };
if (bids.length > 0 && asks.length > 0) {
  const bid = bids[0].price;
  const ask = asks[0].price;
  payload.bestBid = bid;
  payload.bestAsk = ask;
  payload.mid = Number(((bid + ask) / 2).toFixed(8));
  payload.spread = Number((ask - bid).toFixed(8));
  payload.imbalance = Number((total(bids) / (total(bids) + total(asks))).toFixed(12));
}

return { topic: row.s, payload };
