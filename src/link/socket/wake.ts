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
    lastTick = Date.now();
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
  // The clock on the wall goes on while the machine sleeps, and the timers do not.
  const late = Date.now() - lastTick - TICK;
  lastTick = Date.now();
  if (late > SLEPT) for (const listener of [...listeners]) listener();
}
