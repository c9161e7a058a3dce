/* What a user would write into a function node behind a json node, for the messages of an option chain node. */
if (msg.payload.c !== 20 || msg.payload.dt !== 4) return null;

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/* A zero says that nobody quotes. */
function addQuote(target, name, value) {
  if (Number(value) !== 0) target[name] = Number(value);
}

function addNumber(target, name, value) {
  if (value !== undefined && value !== null && value !== "") target[name] = Number(value);
}

const [underlying, day] = msg.payload.d[0].s.split("-");
const [, date, month, year] = /^(\d+)([A-Z]+)(\d+)$/.exec(day);
const expiry = Date.UTC(2000 + Number(year), MONTHS.indexOf(month), Number(date), 8);

const payload = msg.payload.d.map((row) => {
  const [, , strike, right] = row.s.split("-");
  const option = {
    symbol: row.s,
    underlying,
    expiry,
    strike: Number(strike),
    right: right === "C" ? "call" : "put",
  };
  addNumber(option, "markPrice", row.mp);
  addNumber(option, "lastPrice", row.lp);
  addQuote(option, "bid", row.bid);
  addQuote(option, "ask", row.ask);
  addQuote(option, "bidSize", row.bs);
  addQuote(option, "askSize", row.as);
  addQuote(option, "bidIv", row.biv);
  addQuote(option, "askIv", row.aiv);
  addQuote(option, "markIv", row.miv);
  addNumber(option, "delta", row.delta);
  addNumber(option, "gamma", row.gamma);
  addNumber(option, "theta", row.theta);
  addNumber(option, "vega", row.vega);
  addNumber(option, "openInterest", row.oi);
  addNumber(option, "volume", row.v);
  addNumber(option, "volume24h", row.v24);
  addNumber(option, "underlyingPrice", row.up);
  addNumber(option, "change", row.cp);
  addNumber(option, "changeRate", row.cr);
  option.timestamp = row.ts;
  return option;
});

return { topic: `${underlying}-${day}`, payload };
