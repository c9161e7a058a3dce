import type { Act, Caught, Told } from "./act";

/** Something that was told before and is not now, or is told now and was not; a field that is told in addition is none. */
export interface Difference {
  /** Such as `messages.spot-plain[0].payload.price`. */
  readonly where: string;
  readonly before: unknown;
  readonly now: unknown;
}

/** What an act told otherwise than is expected. Nothing is expected of the order between nodes. */
export function differences(expected: Act, played: Act): Difference[] {
  return [
    ...nodesIn(expected.messages, played.messages).flatMap((id) =>
      within(byMarket(expected.messages[id]), byMarket(played.messages[id]), `messages.${id}`),
    ),
    ...within(expected.statuses, played.statuses, "statuses"),
    ...within(expected.errors.toSorted(byWhat), played.errors.toSorted(byWhat), "errors"),
    ...within(expected.done, played.done, "done"),
    // A node tells one status a second at most, so that one of them can lack some; of all nodes none is lacking.
    ...missing(expected.shown, played.shown, "shown"),
    ...missing(expected.addresses, played.addresses, "addresses"),
  ];
}

function nodesIn(...told: readonly object[]): string[] {
  return [...new Set(told.flatMap((byNode) => Object.keys(byNode)))];
}

/** Both markets tell of their links: in the order of each, since nothing says which is the quicker. */
function byMarket(messages: readonly Told[] = []): readonly Told[] {
  const market = ({ payload }: Told) => (payload as { endpoint?: string } | undefined)?.endpoint ?? "";
  return messages.toSorted((one, other) => market(one).localeCompare(market(other)));
}

function byWhat(one: Caught, other: Caught): number {
  const what = ({ error: { source, code, message } }: Caught) => [source.id, code, message].join(" ");
  return what(one).localeCompare(what(other));
}

function missing(before: readonly string[], now: readonly string[], where: string): Difference[] {
  return before.filter((word) => !now.includes(word)).map((word) => ({ where, before: word, now }));
}

function within(before: unknown, now: unknown, where: string): Difference[] {
  if (Array.isArray(before) && Array.isArray(now)) {
    const all = Array.from({ length: Math.max(before.length, now.length) }, (_, index) => index);
    return all.flatMap((index) => within(before[index], now[index], `${where}[${index}]`));
  }
  if (isObject(before) && isObject(now)) {
    return Object.entries(before).flatMap(([key, value]) => within(value, now[key], `${where}.${key}`));
  }
  return before === now ? [] : [{ where, before, now }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
