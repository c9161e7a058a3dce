/** The end of every flow of the bench: hands each message to the process that is measured, and costs next to nothing. */
module.exports = (RED) => {
  RED.nodes.registerType("bench-sink", function Sink(config) {
    RED.nodes.createNode(this, config);
    const take = this.context().global.get("take");
    this.on("input", (message, _send, done) => {
      take(message);
      done();
    });
  });
};
