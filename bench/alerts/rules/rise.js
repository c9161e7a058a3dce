/* What a user would write into a function node: tells once that a price has risen within an hour, and once that it no longer has. */
const RISE = 6;
const BACK = 1;
const HOUR = 3_600_000;

const { price } = msg.payload;
if (typeof price !== "number") return null;

const now = msg.coincall.sent;
const topics = context.get("topics");
let topic = topics.get(msg.topic);
if (!topic) {
  topic = { lows: [], hasRisen: false, since: 0, count: 0 };
  topics.set(msg.topic, topic);
}
// The prices that are the lowest of all from theirs on; the first is the lowest of the hour.
const { lows } = topic;
while (lows.length > 0 && lows[lows.length - 1].price >= price) lows.pop();
lows.push({ at: now, price });
while (lows[0].at < now - HOUR) lows.shift();
const change = price - lows[0].price;
if (topic.hasRisen ? change >= RISE - BACK : change < RISE) return null;

topic.hasRisen = !topic.hasRisen;
if (topic.hasRisen) {
  topic.since = now;
  topic.count += 1;
}
const state = topic.hasRisen ? "alert" : "clear";
msg.payload = `${msg.topic}: ${price} has ${topic.hasRisen ? "risen" : "no longer risen"} by ${RISE} within an hour`;
msg.alert = { state, condition: "rises", value: price, level: RISE, change, since: topic.since, count: topic.count };
return topic.hasRisen ? [msg, null] : [null, msg];
