/* What a user would write into a function node behind a json node, for the messages of a greeks node. */
if (msg.payload.c !== 20 || msg.payload.dt !== 3) return null;

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const row = msg.payload.d;
const [underlying, day, strike, right] = row.s.split("-");
const [, date, month, year] = /^(\d+)([A-Z]+)(\d+)$/.exec(day);

const fields = {
  iv: row.iv,
  delta: row.delta,
  gamma: row.gamma,
  theta: row.theta,
  vega: row.vega,
  markPrice: row.mp,
  lastPrice: row.lp,
  indexPrice: row.ip,
  underlyingPrice: row.up,
  openInterest: row.oi,
  volume: row.v,
  value: row.uv,
  volume24h: row.v24,
  value24h: row.uv24,
  high24h: row.h,
  low24h: row.l,
  open24h: row.pr0,
  change: row.cp,
  changeRate: row.cr,
  timeToExpiry: row.rt,
  timestamp: row.ts,
};
const payload = {
  symbol: row.s,
  underlying,
  expiry: Date.UTC(2000 + Number(year), MONTHS.indexOf(month), Number(date), 8),
  strike: Number(strike),
  right: right === "C" ? "call" : "put",
};
for (const [name, value] of Object.entries(fields)) {
  if (value !== undefined && value !== null && value !== "") payload[name] = Number(value);
}

return { topic: row.s, payload };
