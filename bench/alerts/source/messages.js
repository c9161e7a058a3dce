/** Messages as a price node sends them, of one topic after the other. */

/** ms since 1970, of the first message. */
const START = 1_790_000_000_000;
/** ms from one message of a topic to its next. */
const PACE = 1_000;
/** Messages by which a topic is ahead of the one before. */
const APART = 7_919;

/** What the prices of a topic do, by the number of the message. */
const SHAPES = { waves, ramp: (age) => 100 + age / 100 };

exports.messageOf = (index, topics, shape) => {
  const topic = index % topics;
  const age = Math.floor(index / topics);
  const price = SHAPES[shape](age, topic);
  const symbol = `BTCUSD-${topic}`;
  const sent = START + age * PACE;
  return {
    topic: symbol,
    payload: { symbol, price, markPrice: price + 1, indexPrice: price - 1, volume24h: age, timestamp: sent },
    coincall: {
      channel: "spot",
      endpoint: "futures",
      environment: "custom",
      received: sent + 20,
      sent,
      connection: "connection",
    },
  };
};

/** Of an hour, of ten minutes and of one; each topic's at another moment of them, so that all together tell as often as one. */
function waves(age, topic) {
  const moment = age + topic * APART;
  return 100 + 5 * Math.sin(moment / 600) + 2 * Math.sin(moment / 97) + Math.sin(moment / 9) / 2;
}
