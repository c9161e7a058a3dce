/** How many contracts are open: what is held comes and goes over hours. */

import { branch, uniform } from "../pricing/random";

const SWAY = 0.2;
const SWAY_MS = 6 * 3_600_000;

/**
 * @param key of the instrument's open interest
 * @param typical lots
 * @returns lots, one at least: an exchange on which nobody holds anything looks dead
 */
export function openInterestOf(key: number, typical: number, time: number): number {
  const step = Math.floor(time / SWAY_MS);
  const [from, to] = [step, step + 1].map((each) => uniform(branch(key, each))) as [number, number];
  const share = from + (to - from) * (time / SWAY_MS - step);
  return Math.max(1, Math.floor(typical * (1 - SWAY / 2 + SWAY * share)));
}
