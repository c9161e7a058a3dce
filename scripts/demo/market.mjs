import { createRequire } from "node:module";

/** Calls of docs/programs/simulator.md, "A market to order", by the variables that the demo's flows have their addresses from. */
const CALLS = { COINCALL_SET_TIME: "setTime", COINCALL_SET_PRICE: "setPrice" };
/** The demo's market is the same on every machine, and that of the documents: towards the end of 2026, BTC is at 81,000 USD in it. */
const SEED = 15_908;
/** ms from the start until options end: Node-RED is up by then, and nobody has to wait for long. */
const UNTIL_EXPIRY = 90_000;
const WEEK = 7 * 24 * 60 * 60 * 1000;
/** 08:00 UTC, when options end. */
const A_FRIDAY = Date.UTC(1970, 0, 2, 8);

/**
 * The exchange of the demo, with a clock that is shortly before 08:00 UTC on a Friday, so that weekly options end soon, and with the
 * calls that order it about.
 *
 * @param now ms since 1970
 * @returns its base URL, variables for the environment of the flows, and how to end it
 */
export async function startMarket(now = Date.now()) {
  const { startSimulator } = createRequire(import.meta.url)("../../dist/src/simulator/index.js");
  const exchange = await startSimulator({ seed: SEED, start: startOf(now), control: true });
  const control = `${exchange.url.replace("ws:", "http:")}/control/`;
  const variables = Object.entries(CALLS).map(([variable, call]) => [variable, control + call]);
  return { url: exchange.url, variables: Object.fromEntries(variables), close: () => exchange.close() };
}

/** The next such moment, ms since 1970: the market is never behind the machine. */
export function startOf(now) {
  const weeks = Math.ceil((now + UNTIL_EXPIRY - A_FRIDAY) / WEEK);
  return A_FRIDAY + weeks * WEEK - UNTIL_EXPIRY;
}
