/** What a process holds on to, for tests that look for leaks; run inside Node-RED's process. */
const { monitorEventLoopDelay } = require("node:perf_hooks");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");

const NANOSECONDS = 1e6;
const delay = monitorEventLoopDelay({ resolution: 10 });

/**
 * Sockets, timers and the like by kind, listeners, memory in bytes after a collection of garbage, and how late the
 * event loop was since the last census: ms, 99th percentile.
 */
exports.census = (events) => {
  collectGarbage();
  const late = delay.count > 0 ? delay.percentile(99) / NANOSECONDS : 0;
  delay.enable();
  delay.reset();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    resources: countByName(process.getActiveResourcesInfo()),
    listeners: listenersOf(events) + listenersOf(process),
    rss,
    heapUsed,
    delay: late,
  };
};

/** As a flag of the program it would have to be known before anybody wants it. */
function collectGarbage() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
}

function countByName(names) {
  const counts = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function listenersOf(emitter) {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}
