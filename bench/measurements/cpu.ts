import { measure, samePayloads } from "../measure";
import type { Measurement, Setting, Values } from "../measurement";
import { AFTERNOON, bare, CORE_FLOW, LATEST, palette, type Receiver } from "../receivers";
import { BOOK, SUBJECTS, type Subject } from "../subjects";

const ALWAYS: readonly Receiver[] = [
  bare("receive"),
  bare("parse"),
  CORE_FLOW,
  AFTERNOON,
  palette("every"),
  palette("latest", LATEST),
];
const SHALLOW = palette("depth 10", { depth: 10 });

/** What a frame costs whom: µs of the whole process. */
export const CPU: readonly Measurement[] = SUBJECTS.map((subject) => ({
  name: subject.name,
  round: (setting) => cpuRound(subject, setting),
}));

async function cpuRound(subject: Subject, { exchange, duration }: Setting): Promise<Values> {
  const costs: Record<string, number> = {};
  const samples = new Map<string, readonly unknown[]>();
  for (const receiver of subject === BOOK ? [...ALWAYS, SHALLOW] : ALWAYS) {
    const measured = await measure(exchange, receiver, subject, duration);
    costs[receiver.name] = measured.cost;
    samples.set(receiver.name, measured.samples);
  }
  if (!samePayloads(samples.get("core") ?? [], samples.get("every") ?? [])) {
    throw new Error(`The flow of core nodes does not make the palette's payloads (${subject.label}).`);
  }
  return costs;
}
