/* What a user would write into a function node behind a json node, for the messages of an option chain node. */
if (msg.payload.c !== 20 || msg.payload.dt !== 4) return null;

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const [underlying, day] = msg.payload.d[0].s.split("-");
const [, date, month, year] = /^(\d+)([A-Z]+)(\d+)$/.exec(day);
const expiry = Date.UTC(2000 + Number(year), MONTHS.indexOf(month), Number(date), 8);
const number = (value) => (value === undefined || value === null || value === "" ? undefined : Number(value));
/* A zero says that nobody quotes. */
const quote = (value) => Number(value) || undefined;

const payload = msg.payload.d.map((row) => {
  const [, , strike, right] = row.s.split("-");
  return {
    symbol: row.s,
    underlying,
    expiry,
    strike: Number(strike),
    right: right === "C" ? "call" : "put",
    markPrice: number(row.mp),
    lastPrice: number(row.lp),
    bid: quote(row.bid),
    ask: quote(row.ask),
    bidSize: quote(row.bs),
    askSize: quote(row.as),
    bidIv: quote(row.biv),
    askIv: quote(row.aiv),
    markIv: quote(row.miv),
    delta: number(row.delta),
    gamma: number(row.gamma),
    theta: number(row.theta),
    vega: number(row.vega),
    openInterest: quote(row.oi),
    volume: number(row.v),
    volume24h: number(row.v24),
    underlyingPrice: number(row.up),
    change: number(row.cp),
    changeRate: number(row.cr),
    timestamp: row.ts,
  };
});

return { topic: `${underlying}-${day}`, payload };
