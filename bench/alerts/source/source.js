/** The beginning of flows that judge messages. */
const { setTimeout: wait } = require("node:timers/promises");
const { messageOf } = require("./messages.js");

/** Messages that a flow gets at once, and ms until the next: some nodes take one after the other, in turns of their own. */
const BURST = 200;
const PAUSE = 5;

module.exports = (RED) => {
  RED.nodes.registerType("bench-source", function Source(config) {
    RED.nodes.createNode(this, config);
    let sent = 0;

    this.play = async ({ count, topics }) => {
      for (const end = sent + count; sent < end; ) {
        for (const burst = Math.min(sent + BURST, end); sent < burst; sent += 1) {
          this.send(messageOf(sent, topics, "waves"));
        }
        await wait(PAUSE);
      }
    };
  });
};
