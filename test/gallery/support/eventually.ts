import { setTimeout as wait } from "node:timers/promises";

const PATIENCE = 5_000;
const PAUSE = 20;

/** What `look` finds once it is as wanted; for what tells nobody when it changes, such as a file. */
export async function eventually<Found>(
  look: () => Found | Promise<Found>,
  isWanted: (found: Found) => boolean,
): Promise<Found> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (isWanted(found)) return found;
    if (Date.now() > deadline)
      throw new Error(`Not within ${PATIENCE} ms. There is: ${JSON.stringify(found)}`);
    await wait(PAUSE);
  }
}
