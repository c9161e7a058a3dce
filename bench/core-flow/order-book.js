/* What a user would write into a function node behind a json node, for the messages of an order book node. */
if (msg.payload.c !== 20 || msg.payload.dt !== 32) return null;

const row = msg.payload.d;
const level = ({ pr, sz }) => ({ price: Number(pr), size: Number(sz) });
const bids = row.bids.map(level).sort((one, other) => other.price - one.price);
const asks = row.asks.map(level).sort((one, other) => one.price - other.price);
if (bids.length === 0 || asks.length === 0) {
  return { topic: row.s, payload: { symbol: row.s, bids, asks, timestamp: row.ts } };
}

const total = (levels) => levels.reduce((sum, { size }) => sum + size, 0);
const bidSize = total(bids);
const bestBid = bids[0].price;
const bestAsk = asks[0].price;
const payload = {
  symbol: row.s,
  bids,
  asks,
  bestBid,
  bestAsk,
  mid: Number(((bestBid + bestAsk) / 2).toFixed(8)),
  spread: Number((bestAsk - bestBid).toFixed(8)),
  imbalance: Number((bidSize / (bidSize + total(asks))).toFixed(12)),
  timestamp: row.ts,
};

return { topic: row.s, payload };
