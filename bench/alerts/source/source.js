/** The beginning of flows that judge messages: sends those of a price node, of one topic after the other. */
const { setTimeout: wait } = require("node:timers/promises");

/** Messages that a flow gets at once. */
const BURST = 200;
/** ms since 1970, of the first message. */
const START = 1_790_000_000_000;
/** ms from one message of a topic to its next. */
const PACE = 1_000;

const SHAPES = { waves, ramp: (age) => 100 + age / 100 };

module.exports = (RED) => {
  RED.nodes.registerType("bench-source", function Source(config) {
    RED.nodes.createNode(this, config);
    let sent = 0;

    this.play = async ({ count, topics, shape, pause }) => {
      const priceOf = SHAPES[shape];
      for (const end = sent + count; sent < end; ) {
        for (const burst = Math.min(sent + BURST, end); sent < burst; sent += 1) {
          this.send(messageOf(sent, topics, priceOf));
        }
        await wait(pause);
      }
    };
  });
};

function messageOf(index, topics, priceOf) {
  const topic = index % topics;
  const age = Math.floor(index / topics);
  const price = priceOf(age, topic);
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
}

/** Of an hour, of ten minutes and of one, each topic's at another moment of them. */
function waves(age, topic) {
  return (
    100 + 5 * Math.sin(age / 600 + topic) + 2 * Math.sin(age / 97 + topic) + Math.sin(age / 9 + topic) / 2
  );
}
