import { FIGURES, type Figures } from "../src/simulator/frames/figures";
import type { Exchange } from "./exchange/exchange";
import { AS_TODAY, type Manner } from "./exchange/rings";
import { type Duration, measure } from "./measure";
import { bare, palette } from "./receivers";
import { SUBJECTS, type Subject } from "./subjects";

/** Enough to tell twice from once. */
const GLANCE: Duration = { singly: 0.1, warmUp: 0.6, seconds: 0.6 };

/**
 * Which manner of figures costs the palette the most, of each kind of frame, against a client that only parses: the exchange has written
 * all of them. What is measured with the dearest holds for the others.
 */
export async function dearest(exchange: Exchange): Promise<Manner> {
  let manner = AS_TODAY;
  for (const subject of SUBJECTS) manner = { ...manner, [subject.name]: await dearestOf(exchange, subject) };
  return manner;
}

async function dearestOf(exchange: Exchange, subject: Subject): Promise<Figures> {
  const costs: { readonly figures: Figures; readonly ratio: number }[] = [];
  for (const figures of FIGURES) {
    exchange.write({ ...AS_TODAY, [subject.name]: figures });
    const parsed = await measure(exchange, bare("parse"), subject, GLANCE);
    const every = await measure(exchange, palette("every"), subject, GLANCE);
    costs.push({ figures, ratio: every.cost / parsed.cost });
  }
  return costs.reduce((one, other) => (other.ratio > one.ratio ? other : one)).figures;
}

/** `Greeks texts, …` */
export function nameManner(manner: Manner): string {
  return SUBJECTS.map(({ name, label }) => `${label} ${manner[name]}`).join(", ");
}
