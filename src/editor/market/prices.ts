import { get } from "../server";

/** What an underlying is worth now. Source: docs/contract.md, "Admin API". */
interface Price {
  readonly underlying: string;
  /** ms since 1970; of a forward. */
  readonly expiry?: number;
  /** USD */
  readonly price: number;
}

/** ms, in which nobody has to be asked again. */
const FRESH_FOR = 30_000;

type Question = Readonly<Record<string, string>>;

interface Answer {
  readonly prices: readonly Price[];
  /** ms since 1970. */
  readonly at: number;
}

/** What was answered since the editor was opened, by question. */
const answers = new Map<string, Answer>();

/** What the market of a form's connection tells of its prices. It asks when somebody looks, every half a minute at most. */
export class Prices {
  readonly #question: () => Question | undefined;
  readonly #listeners: (() => void)[] = [];

  /** @param question the connection that the form has chosen */
  constructor(question: () => Question | undefined) {
    this.#question = question;
  }

  /** Tells a listener whenever something has been answered. */
  follow(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /**
   * The money of an underlying's options, USD: the forward of their expiry, or of the one nearest to it, where the flow
   * knows one, else the public price. `undefined` where neither is known, or not yet.
   *
   * @param expiry ms since 1970
   */
  readonly money = (underlying: string, expiry: number): number | undefined =>
    moneyIn(this.#known(), underlying, expiry);

  #known(): readonly Price[] {
    const question = this.#question();
    if (!question) return [];
    const name = JSON.stringify(question);
    const known = answers.get(name);
    if (!known || Date.now() - known.at > FRESH_FOR) void this.#ask(question, name);
    return known?.prices ?? [];
  }

  async #ask(question: Question, name: string): Promise<void> {
    // Until there is an answer, what was known before is.
    answers.set(name, { prices: answers.get(name)?.prices ?? [], at: Date.now() });
    const prices = await pricesFor(question);
    if (!prices) return;
    answers.set(name, { prices, at: Date.now() });
    for (const listener of this.#listeners) listener();
  }
}

/** Where nobody answers, the form says so by its list. */
async function pricesFor(question: Question): Promise<readonly Price[] | undefined> {
  try {
    return (await get<Price[]>("coincall/prices", question)).body;
  } catch {
    return undefined;
  }
}

/** The forward of an expiry, or of the nearest one, the earlier of two; else the price of the underlying. */
export function moneyIn(prices: readonly Price[], underlying: string, expiry: number): number | undefined {
  const own = prices.filter((each) => each.underlying === underlying);
  const distance = (each: Price) =>
    each.expiry === undefined ? Number.POSITIVE_INFINITY : Math.abs(each.expiry - expiry);
  const [nearest] = own.toSorted(
    (one, other) =>
      Math.sign(distance(one) - distance(other) || 0) || (one.expiry ?? 0) - (other.expiry ?? 0),
  );
  return nearest?.price;
}
