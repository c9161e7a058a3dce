/**
 * A real Node-RED in a process of its own, run by whichever Node.js its version wants, so it is plain JavaScript.
 * It starts with the job in its arguments, and speaks to the test over the process's channel.
 */
const http = require("node:http");
const { createRequire } = require("node:module");
const { census } = require("./census.cjs");

const { nodeRed, userDir, settings } = JSON.parse(process.argv[2]);
const RED = require(nodeRed);
const express = createRequire(require.resolve(nodeRed))("express");

const app = express();
const server = http.createServer(app);

RED.init(server, {
  ...settings,
  userDir,
  functionGlobalContext: {
    report: (channel, message) => tell({ kind: "report", channel, message }),
    census: () => census(RED.events),
  },
});
app.use("/", RED.httpAdmin);
app.use("/", RED.httpNode);

RED.events.on("flows:started", () => tell({ kind: "started" }));
process.on("message", obey);
// The test's process has gone: nothing of it may stay behind.
process.on("disconnect", () => process.exit(1));

server.listen(0, "127.0.0.1", async () => {
  await RED.start();
  tell({ kind: "listening", port: server.address().port });
});

function obey({ kind, id, message }) {
  if (kind === "send") RED.nodes.getNode(id).receive(message);
  if (kind === "stop") stop();
}

async function stop() {
  await RED.stop();
  process.exit(0);
}

function tell(news) {
  if (process.connected) process.send(news);
}
