import os = require("node:os");

const TICK = 1_000;
/** A tick that is so late, ms, means that the machine slept or the process stood still. */
const SLEPT = 5_000;

const listeners = new Set<() => void>();
let ticker: NodeJS.Timeout | undefined;
let lastTick = 0;

/**
 * Calls back after the machine has slept: a connection from before may be gone without a word. One ticker serves
 * everybody, and runs only while somebody listens.
 *
 * @returns takes it back
 */
export function onWake(listener: () => void): () => void {
  listeners.add(listener);
  if (!ticker) {
    lastTick = uptime();
    ticker = setInterval(tick, TICK);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticker);
    ticker = undefined;
  };
}

function tick(): void {
  const late = uptime() - lastTick - TICK;
  lastTick = uptime();
  if (late > SLEPT) for (const listener of [...listeners]) listener();
}

/** ms; goes on while the machine sleeps, as timers do not, and whatever somebody sets the clock to. */
function uptime(): number {
  return os.uptime() * 1000;
}
