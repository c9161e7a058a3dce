import type { Act, Caught, Told } from "../act";

/**
 * Something that flows of 0.1 are told otherwise today than they were. docs/upgrading.md has a paragraph on each, under its name, with the
 * reason.
 */
export interface Exception {
  readonly name: string;
  /** What was recorded, as it is told today. */
  readonly today: (recorded: readonly Act[]) => Act[];
}

const DEPLOY = "they are deployed again";
const LATER =
  "flow.later holds no symbols yet. Set it, and they are watched from then on, or enter the symbols here.";

/** Markets of which a connection has something to hear: each has a link of its own. */
const MARKETS: Readonly<Record<string, number>> = {
  "connection-plain": 2,
  "connection-2023": 2,
  "connection-live": 1,
  "connection-beta": 1,
};

const OVER: Readonly<Record<string, string>> = {
  "greeks-expired":
    "BTCUSD-2JAN26-100000-C has expired and is no longer watched. BTCUSD-W-100000-C would have gone on by itself.",
  "option-chain-past":
    "BTCUSD-2JAN26 has expired and is no longer watched. BTCUSD-W would have gone on by itself.",
};

/** Of nodes whose symbols a message changes, what they watch then. */
const WATCHED: Readonly<Record<string, string>> = {
  "spot-plain": "BTCUSD +1",
  "spot-set": "BTCUSD",
  "order-book-plain": "BTCUSD-27DEC30-90000-P",
  "kline-plain": "BTCUSD-27DEC30-100000-C +1",
  "option-chain-plain": "BTCUSD-27DEC30 +1",
  "greeks-plain": "BTCUSD-27DEC30-100000-C +3",
};

const SENTENCES: readonly (readonly [before: string, now: string])[] = [
  ["Coincall refused the connection", "The exchange refused the connection"],
  ["Coincall refused the subscription of", "The exchange refused the subscription to"],
  ["” is no day: ", "” is not a day: "],
  ["replace, clear, list.", "replace, clear, list, get, roll, refresh."],
  ["mn1, quarter.", "mn1, quarter, s5, s15, s30, m3, m10, h2, h6, h12."],
  ["must be one of: get.", "must be one of: health, get."],
];

export const EXCEPTIONS: readonly Exception[] = [
  {
    name: "One error an outage",
    today: each((act) => ({ ...act, errors: act.errors.map(onceAnOutage) })),
  },
  {
    name: "One error for what is refused together",
    today: each((act) => ({ ...act, errors: refusedTogether(act.errors) })),
  },
  {
    name: "An open interest of 0",
    today: each((act) => ({ ...act, messages: withoutZeros(act.messages) })),
  },
  {
    name: "An option that is over",
    today: each((act, index) => ({
      ...act,
      statuses: { ...act.statuses, ...sameFor(Object.keys(OVER), "grey ring: expired") },
      errors: act.errors
        .filter((caught) => !isOfTheirLink(caught))
        .flatMap((caught) => (OVER[sourceOf(caught)] ? over(caught, index) : caught)),
    })),
  },
  {
    name: "Symbols that are not there yet",
    today: each((act) => ({
      ...act,
      statuses: { ...act.statuses, "spot-later": "yellow ring: waiting for flow.later" },
      errors: act.errors.map((caught) =>
        sourceOf(caught) === "spot-later" ? saying(caught, LATER) : caught,
      ),
    })),
  },
  {
    name: "A symbol without an action",
    today: (acts) =>
      afterItsMessage(acts, "spot-live", (act) => ({
        ...act,
        statuses: { ...act.statuses, "spot-live": "yellow dot: waiting for data" },
        errors: act.errors.filter((caught) => sourceOf(caught) !== "spot-live"),
        done: isOf(act, "spot-live") ? ["spot-live"] : act.done,
      })),
  },
  {
    name: "The status names what a message chose",
    today: (acts) =>
      Object.entries(WATCHED).reduce<Act[]>(
        (named, [id, watched]) =>
          afterItsMessage(named, id, (act) => ({
            ...act,
            statuses: { ...act.statuses, [id]: naming(act.statuses[id], watched) },
          })),
        [...acts],
      ),
  },
  {
    name: "Another host for beta",
    today: inAllTexts([["betaws.coincall.com", "betaws.seizeyouralpha.com"]]),
  },
  { name: "Sentences", today: inAllTexts(SENTENCES) },
];

/** What flows of 0.1 are to be told today. */
export function today(recorded: readonly Act[]): Act[] {
  return EXCEPTIONS.reduce((acts, exception) => exception.today(acts), [...recorded]);
}

function each(change: (act: Act, index: number) => Act): Exception["today"] {
  return (acts) => acts.map(change);
}

/** Symbols that a message has changed are so until the next deploy. */
function afterItsMessage(acts: readonly Act[], id: string, change: (act: Act) => Act): Act[] {
  const from = acts.findIndex((act) => isOf(act, id));
  const to = acts.findIndex(({ name }) => name === DEPLOY);
  return acts.map((act, index) => (index >= from && index < to ? change(act) : act));
}

function isOf({ name }: Act, id: string): boolean {
  return name.startsWith(`${id} is asked`);
}

function sourceOf({ error }: Caught): string {
  return error.source.id;
}

function saying(caught: Caught, message: string, code = caught.error.code): Caught {
  return { ...caught, error: { ...caught.error, message, ...(code === undefined ? {} : { code }) } };
}

/** An error of a connection is told once a link; of frames, once a kind. */
function onceAnOutage(caught: Caught): Caught {
  const links = MARKETS[sourceOf(caught)];
  if (links === undefined) return caught;
  return { ...caught, times: caught.error.code === "COINCALL_FRAME" ? 1 : links };
}

function refusedTogether(errors: readonly Caught[]): Caught[] {
  const [first, second, ...none] = errors.filter(
    ({ error }) => error.code === "COINCALL_REJECTED" && error.source.id === "trades-plain",
  );
  if (!first || !second || none.length > 0) return [...errors];
  const others = errors.filter((caught) => caught !== first && caught !== second);
  return [...others, saying(first, "The exchange refused 2 subscriptions: NOSUCHUSD, NEITHERUSD.")];
}

/** When the flow has started, it is told once; a link that comes back does not ask for it again. */
function over(caught: Caught, act: number): Caught[] {
  const message = OVER[sourceOf(caught)] ?? "";
  return act === 2 ? [] : [saying(caught, message, "COINCALL_EXPIRED")];
}

/** The link on which nothing else is watched is closed: what cannot be read there is not heard. */
function isOfTheirLink(caught: Caught): boolean {
  return sourceOf(caught) === "connection-live" && caught.error.message.startsWith("The exchange says");
}

function sameFor(ids: readonly string[], status: string): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [id, status]));
}

function naming(status: string | undefined, watched: string): string {
  return (status ?? "").replace(/^(green dot: live).*/, `$1: ${watched}`);
}

/** Of the options' socket; that of the futures tells it. */
function withoutZeros(messages: Act["messages"]): Act["messages"] {
  const ofOptions = (message: Told) =>
    (message.coincall as { endpoint?: string } | undefined)?.endpoint === "options";
  return Object.fromEntries(
    Object.entries(messages).map(([id, list]) => [
      id,
      list.map((message) => (ofOptions(message) ? withoutZero(message) : message)),
    ]),
  );
}

function withoutZero<Content>(told: Content): Content {
  return JSON.parse(
    JSON.stringify(told, (key, value) => (key === "openInterest" && Number(value) === 0 ? undefined : value)),
  );
}

function inAllTexts(words: readonly (readonly [before: string, now: string])[]): Exception["today"] {
  return (acts) =>
    JSON.parse(words.reduce((text, [before, now]) => text.replaceAll(before, now), JSON.stringify(acts)));
}
