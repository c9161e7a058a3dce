import { createHash } from "node:crypto";
import type { Simulator } from "../../simulator";

/** How long the exchange goes on without a user, ms: a deploy finds the same connections again. */
const LINGER = 2_000;

/** The one simulator of this process, shared by every connection node that wants it. */
let running: Promise<Simulator> | undefined;
let users = 0;
let timer: NodeJS.Timeout | undefined;
let seed: number | undefined;
let elsewhere: string | undefined;

/** Nothing leaves the machine. */
const ON_LOOPBACK = /^ws:\/\/127\.0\.0\.1:\d{1,5}$/;

/** What the settings of Node-RED say of the exchange. */
export interface SimulatorSettings {
  readonly userDir?: string | undefined;
  /** The base URL of one that runs already, on loopback: it takes the place of the one that would be started. */
  readonly coincallSimulator?: unknown;
}

/**
 * Gives a user directory a market of its own, which is there again after a restart: the same options, and prices that go on. Until then,
 * each start has another market.
 */
export function settleSimulator({ userDir = "", coincallSimulator }: SimulatorSettings): void {
  seed = createHash("sha256").update(userDir).digest().readUInt32BE();
  const isAddress = typeof coincallSimulator === "string" && ON_LOOPBACK.test(coincallSimulator);
  elsewhere = isAddress ? coincallSimulator : undefined;
}

/** The base URL of the built-in exchange, which is started for its first user. */
export async function joinSimulator(): Promise<string> {
  if (elsewhere !== undefined) return elsewhere;
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
  if (elsewhere !== undefined) return;
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
