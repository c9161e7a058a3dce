import { setImmediate } from "node:timers/promises";

/** Lets the process do what else it has to: an answer may take longer than a flow should wait. */
export async function othersTurn(): Promise<void> {
  await setImmediate();
}
