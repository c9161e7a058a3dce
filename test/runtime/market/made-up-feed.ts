import type { Feed } from "../../../src/link/feed/feed";
import type { Update } from "../../../src/link/feed/update";
import type { Recipient, Subscriber } from "../../../src/link/feed/watches";
import type { Subscription } from "../../../src/protocol/subscription";

/** A feed without an exchange: the test says what comes, and what time it is there. */
export class MadeUpFeed {
  /** ms since 1970: what the exchange's clock said when the clock that only runs forward said 0. */
  began: number;
  state: { name: string; attempt?: number } = { name: "open" };
  connection = 1;
  readonly time = {
    now: () => Math.floor(this.began + performance.now()),
    whenAnother: (surprised: () => void) => {
      this.#surprised.add(surprised);
      return () => this.#surprised.delete(surprised);
    },
  };
  /** What is subscribed, in the order in which it was. */
  readonly wanted = new Map<string, { subscription: Subscription; recipients: Recipient[] }>();
  /** How often something was subscribed that nobody wanted before. */
  asked = 0;
  /** The names of what somebody named again. */
  readonly askedAgain: string[] = [];
  readonly #surprised = new Set<() => void>();

  constructor(began: number) {
    this.began = began;
  }

  get asFeed(): Feed {
    return this as unknown as Feed;
  }

  get nextConnection(): number {
    return this.state.name === "open" ? this.connection : this.connection + 1;
  }

  /** Of those who wait for a moment of the exchange's clock. */
  get surprised(): number {
    return this.#surprised.size;
  }

  /** The names of what is subscribed. */
  get labels(): string[] {
    return Array.from(this.wanted.values(), ({ subscription }) => subscription.label);
  }

  /** The exchange's clock proves to be so many ms ahead of what was thought. */
  jump(by: number): void {
    this.began += by;
    for (const surprised of this.#surprised) surprised();
  }

  cut(): void {
    this.state = { name: "waiting" };
  }

  reconnect(): void {
    this.state = { name: "open" };
    this.connection += 1;
  }

  /** Something comes for whoever wants what is called so. @param looked is told when its rows are looked at */
  push(label: string, rows: readonly object[], looked: () => void = () => {}): void {
    for (const { subscription, recipients } of [...this.wanted.values()]) {
      if (subscription.label !== label) continue;
      const { connection } = this;
      const update = {
        topic: label,
        get rows() {
          looked();
          return rows;
        },
        subscription,
        frame: { received: Date.now(), keep: () => {} },
        sent: this.time.now(),
        connection,
        asked: 0,
      } as unknown as Update;
      for (const recipient of [...recipients]) recipient.receive(update);
    }
  }

  subscribe(subscription: Subscription, recipient: Recipient): void {
    const known = this.wanted.get(subscription.key) ?? { subscription, recipients: [] };
    if (known.recipients.length === 0) this.asked += 1;
    known.recipients.push(recipient);
    this.wanted.set(subscription.key, known);
  }

  unsubscribe({ key }: Subscription, subscriber: Subscriber): void {
    const known = this.wanted.get(key);
    if (!known) return;
    known.recipients = known.recipients.filter((recipient) => recipient.subscriber !== subscriber);
    if (known.recipients.length === 0) this.wanted.delete(key);
  }

  entryOf({ key }: Subscription): object | undefined {
    return this.wanted.has(key) ? { state: "confirmed", problem: undefined } : undefined;
  }

  askAgain({ label }: Subscription): void {
    this.askedAgain.push(label);
  }

  seenListed(): void {}
}

/** A row of a chain as it is on the wire. */
export function rawRow(symbol: string, forward: number, delta?: number): object {
  return { s: symbol, up: forward, ...(delta === undefined ? {} : { delta }), ts: 1 };
}
