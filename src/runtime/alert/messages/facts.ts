import { copyOfName } from "../../../protocol/text/names";

/** What a message says of itself, beside its value. */
export interface MessageFacts {
  /** The exchange's time, where it has one; ms since 1970. */
  readonly at: number | undefined;
  readonly isPast: boolean;
  readonly isRolled: boolean;
  readonly isResumed: boolean;
  readonly isSimulated: boolean;
}

/** Characters of a topic. */
export const LONGEST_TOPIC = 500;

const NONE: MessageFacts = {
  at: undefined,
  isPast: false,
  isRolled: false,
  isResumed: false,
  isSimulated: false,
};

/** `undefined` for one that is too long; what is no text, number or truth counts as none. */
export function topicOf({ topic }: { readonly topic?: unknown }): string | undefined {
  if (typeof topic === "string") return topic.length <= LONGEST_TOPIC ? topic : undefined;
  return typeof topic === "number" || typeof topic === "boolean" ? String(topic) : "";
}

/** Source: docs/contract.md, "Messages out". A message of another palette's has none of it. */
export function factsOf(message: object): MessageFacts {
  const { coincall, payload } = message as { coincall?: unknown; payload?: unknown };
  if (typeof coincall !== "object" || coincall === null) return NONE;
  const facts = coincall as Readonly<Record<string, unknown>>;
  const isPast = facts.history === true || facts.filled === true;
  return {
    at: isPast ? timeOfData(payload) : (momentIn(facts.sent) ?? timeOfData(payload)),
    isPast,
    isRolled: typeof facts.rolled === "object" && facts.rolled !== null,
    isResumed: facts.resumed === true,
    isSimulated: facts.environment === "simulator",
  };
}

/** What is remembered of a text must not hold on to the frame that it was cut out of. */
export function ownCopy(value: unknown): unknown {
  if (typeof value === "number") return value;
  if (typeof value === "string") return value.length > 12 && value.length < 200 ? copyOfName(value) : value;
  return Buffer.isBuffer(value) && value.length < 200 ? value.toString() : value;
}

const MINUTE = 60_000;
/** ms of the periods that candles have; see docs/contract.md, "Palette nodes". */
const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: MINUTE,
  h: 60 * MINUTE,
  d: 1440 * MINUTE,
  w: 10_080 * MINUTE,
};

/** When the data is of: that of a list, of its newest part; that of a candle, of its end, as its time is of its beginning. */
function timeOfData(payload: unknown): number | undefined {
  const data: unknown = Array.isArray(payload) ? payload.at(-1) : payload;
  if (typeof data !== "object" || data === null) return undefined;
  const { timestamp, period } = data as { timestamp?: unknown; period?: unknown };
  const at = momentIn(timestamp);
  return at === undefined || typeof period !== "string" ? at : at + lengthOf(period);
}

/** ms of a period such as `m5`. */
function lengthOf(period: string): number {
  return (UNITS[period.charAt(0).toLowerCase()] ?? 0) * (Number(period.slice(1)) || 0);
}

function momentIn(found: unknown): number | undefined {
  return typeof found === "number" && Number.isFinite(found) && found > 0 ? found : undefined;
}
