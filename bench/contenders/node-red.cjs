/** A real Node-RED, told over the process's channel which flows to run. Its job is in its arguments. */
const http = require("node:http");
const { createRequire } = require("node:module");
const { monitorEventLoopDelay } = require("node:perf_hooks");
const { setTimeout: wait } = require("node:timers/promises");
const { listen, take, tell } = require("./probe.cjs");

const { nodeRed, userDir, settings } = JSON.parse(process.argv[2]);
/** ms */
const LOOK = 5;
const before = { at: performance.now(), cpu: process.cpuUsage() };
const RED = require(nodeRed);
const express = createRequire(require.resolve(nodeRed))("express");

const app = express();
const server = http.createServer(app);

RED.init(server, {
  ...settings,
  userDir,
  functionGlobalContext: { take: ({ payload }) => take(payload) },
});
app.use("/", RED.httpAdmin);
app.use("/", RED.httpNode);

RED.events.once("flows:started", () => {
  const { user, system } = process.cpuUsage(before.cpu);
  tell({ kind: "ready", took: performance.now() - before.at, cpu: (user + system) / 1000 });
});
listen(obey, stop);
server.listen(0, "127.0.0.1", () => RED.start());

function obey({ kind, flows, id, message, count, play }) {
  if (kind === "subscribe") void subscribe(flows, count);
  if (kind === "play")
    void RED.nodes
      .getNode(id)
      .play(play)
      .then(() => tell({ kind: "played" }));
  if (kind === "send") RED.nodes.getNode(id).receive(message);
  if (kind === "deploy") {
    RED.events.once("flows:started", () => tell({ kind: "deployed" }));
    RED.runtime.flows.setFlows({ flows: { flows }, deploymentType: "full" });
  }
}

/** Runs flows with one connection, and tells when so many subscriptions are live, and how long the loop stood still. */
async function subscribe(flows, count) {
  const stalls = monitorEventLoopDelay({ resolution: 1 });
  const { id } = flows.find(({ type }) => type === "coincall-connection");
  const live = () => RED.nodes.getNode(id)?.connection?.feed("options").counts().live ?? 0;
  stalls.enable();
  const started = performance.now();
  RED.runtime.flows.setFlows({ flows: { flows }, deploymentType: "full" });
  while (live() < count) await wait(LOOK);
  stalls.disable();
  tell({ kind: "subscribed", took: performance.now() - started, stall: stalls.max / 1e6 });
}

async function stop() {
  await RED.stop();
  process.exit(0);
}
