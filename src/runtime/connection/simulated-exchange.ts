import { createHash } from "node:crypto";
import type { Simulator } from "../../simulator";

/** How long the exchange goes on without a user, ms: a deploy finds the same connections again. */
const LINGER = 2_000;

/** The one simulator of this process, shared by every connection node that wants it. */
let running: Promise<Simulator> | undefined;
let users = 0;
let timer: NodeJS.Timeout | undefined;
let seed: number | undefined;

/**
 * Gives a user directory a market of its own, which is there again after a restart: the same options, and prices that go on. Until then,
 * each start has another market.
 */
export function settleSimulator(userDirectory = ""): void {
  seed = createHash("sha256").update(userDirectory).digest().readUInt32BE();
}

/** The base URL of the built-in exchange, which is started for its first user. */
export async function joinSimulator(): Promise<string> {
  users += 1;
  clearTimeout(timer);
  running ??= load().startSimulator(seed === undefined ? {} : { seed });
  try {
    return (await running).url;
  } catch (error) {
    users -= 1;
    running = undefined;
    throw error;
  }
}

export function leaveSimulator(): void {
  users -= 1;
  if (users > 0) return;
  timer = setTimeout(() => {
    void running?.then((simulator) => simulator.close());
    running = undefined;
  }, LINGER);
}

/** Loaded only when somebody wants it: most palettes run on the live exchange. */
function load(): typeof import("../../simulator/index") {
  return require("../../simulator");
}
