import type { Simulator } from "../../simulator";

/** How long the exchange goes on without a user, ms: a deploy finds the same market again. */
const LINGER = 2_000;

/** The one simulator of this process, shared by every connection node that wants it. */
let running: Promise<Simulator> | undefined;
let users = 0;
let timer: NodeJS.Timeout | undefined;

/** The base URL of the built-in exchange, which is started for its first user. */
export async function joinSimulator(): Promise<string> {
  users += 1;
  clearTimeout(timer);
  running ??= load().startSimulator();
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
