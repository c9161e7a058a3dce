/**
 * What every measured process tells of itself. The contenders are plain JavaScript, so that nothing which translates is in
 * their processes.
 */
const { monitorEventLoopDelay } = require("node:perf_hooks");
const { setTimeout: wait } = require("node:timers/promises");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");

const SAMPLES = 3;
/** ms without a message after which none is in hand any more. */
const QUIET = 50;
const lateness = monitorEventLoopDelay({ resolution: 1 });

let taken = 0;
let samples = [];
/** When each was taken, ms on the machine's monotonic clock; only while somebody wants it. */
let moments;

exports.take = (sample) => {
  taken += 1;
  if (samples.length < SAMPLES) samples.push(sample);
  if (moments) moments.push(Number(process.hrtime.bigint()) / 1e6);
};

exports.tell = (report) => {
  if (process.connected) process.send(report);
};

/** Answers what every contender is asked. */
exports.listen = (obey, stop) => {
  process.on("message", (order) => {
    if (order.kind === "begin") begin(order);
    else if (order.kind === "end") end();
    else if (order.kind === "memory") memory();
    else if (order.kind === "await") awaitTaken(order.count);
    else if (order.kind === "stop") stop();
    else obey(order);
  });
  // The bench has gone: nothing of it may stay behind.
  process.on("disconnect", () => process.exit(1));
};

let cpuBefore;

async function begin({ keepMoments, watchLateness }) {
  await quiet();
  taken = 0;
  samples = [];
  moments = keepMoments ? [] : undefined;
  if (watchLateness) {
    lateness.enable();
    lateness.reset();
  }
  exports.tell({ kind: "begun" });
  cpuBefore = process.cpuUsage();
}

async function end() {
  await quiet();
  const { user, system } = process.cpuUsage(cpuBefore);
  const late = lateness.count > 0 ? lateness.percentile(99) / 1e6 : 0;
  lateness.disable();
  exports.tell({ kind: "ended", cpu: user + system, taken, samples, moments: moments ?? [], late });
}

/** Tells when so many messages were taken since the beginning. */
async function awaitTaken(count) {
  while (taken < count) await wait(QUIET);
  exports.tell({ kind: "taken" });
}

/** Waits until what a flow still has in hand has come to its end. */
async function quiet() {
  let before;
  do {
    before = taken;
    await wait(QUIET);
  } while (taken !== before);
}

/** Bytes, after a collection of garbage. */
function memory() {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  collect();
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  exports.tell({ kind: "memory", heapUsed, rss });
}
