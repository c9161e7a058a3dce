/* What a user would write into a function node behind a json node, for the messages of a greeks node. */
if (msg.payload.c !== 20 || msg.payload.dt !== 3) return null;

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const row = msg.payload.d;
const [underlying, day, strike, right] = row.s.split("-");
const [, date, month, year] = /^(\d+)([A-Z]+)(\d+)$/.exec(day);
const number = (value) => (value === undefined || value === null || value === "" ? undefined : Number(value));

const payload = {
  symbol: row.s,
  underlying,
  expiry: Date.UTC(2000 + Number(year), MONTHS.indexOf(month), Number(date), 8),
  strike: Number(strike),
  right: right === "C" ? "call" : "put",
  iv: number(row.iv),
  delta: number(row.delta),
  gamma: number(row.gamma),
  theta: number(row.theta),
  vega: number(row.vega),
  markPrice: number(row.mp),
  lastPrice: number(row.lp),
  indexPrice: number(row.ip),
  underlyingPrice: number(row.up),
  openInterest: Number(row.oi) || undefined,
  volume: number(row.v),
  value: number(row.uv),
  volume24h: number(row.v24),
  value24h: number(row.uv24),
  high24h: number(row.h),
  low24h: number(row.l),
  open24h: number(row.pr0),
  change: number(row.cp),
  changeRate: number(row.cr),
  timeToExpiry: number(row.rt),
  timestamp: row.ts,
};

return { topic: row.s, payload };
