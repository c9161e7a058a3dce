/* What a user would write into a function node: tells once that a price is above a level, and once that it no longer is. */
const LEVEL = 103;
const BACK = 1;

const { price } = msg.payload;
if (typeof price !== "number") return null;

const topics = context.get("topics");
let topic = topics.get(msg.topic);
if (!topic) {
  topic = { isAbove: false, since: 0, count: 0 };
  topics.set(msg.topic, topic);
}
if (topic.isAbove ? price >= LEVEL - BACK : price <= LEVEL) return null;

topic.isAbove = !topic.isAbove;
if (topic.isAbove) {
  topic.since = msg.coincall.sent;
  topic.count += 1;
}
const state = topic.isAbove ? "alert" : "clear";
msg.payload = `${msg.topic}: ${price} is ${topic.isAbove ? "above" : "no longer above"} ${LEVEL}`;
msg.alert = { state, condition: "above", value: price, level: LEVEL, since: topic.since, count: topic.count };
return topic.isAbove ? [msg, null] : [null, msg];
