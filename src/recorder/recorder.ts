import type { Update } from "../link/feed/update";
import type { Recipient } from "../link/feed/watches";
import type { LinkState } from "../link/socket/link";
import type { Endpoint } from "../protocol/channels";
import type { CoincallError } from "../protocol/error";
import type { Subscription } from "../protocol/subscription";
import { Connection } from "../runtime/connection/connection";
import { FrameProblems } from "../runtime/connection/frame-problems";
import { inEnglish } from "../runtime/texts";
import type { Options } from "./options";
import type { RecordedFrame } from "./output";

export interface RecorderEvents {
  recorded(frame: RecordedFrame): void;
  /** News for the person who waits, in a sentence, without secrets. */
  told(text: string): void;
}

/**
 * Stands where a flow's nodes stand: it wants subscriptions of a connection, which keeps the links and asks again. Each frame that brings
 * something new is recorded once, whole, however many subscriptions it is about.
 */
export class Recorder {
  readonly #events: RecorderEvents;
  readonly #connection: Connection;
  readonly #problems: FrameProblems;
  readonly #recipients = new Map<Endpoint, Recipient>();
  readonly #states = new Map<Endpoint, LinkState["name"]>();

  /** @throws CoincallError COINCALL_CONFIG for an address that can't be one, or that would give the key away */
  constructor({ properties, credentials }: Options, events: RecorderEvents) {
    this.#events = events;
    this.#problems = new FrameProblems((error) => this.#tell(error));
    this.#connection = new Connection("", properties, credentials, undefined, () => ({
      failed: (error) => this.#tell(error),
      unreadable: (error) => this.#problems.add(error),
    }));
    this.#connection.observers.add({
      linkChanged: (endpoint) => this.#linkChanged(endpoint),
      symbolChanged: () => undefined,
    });
  }

  start(subscriptions: readonly Subscription[]): void {
    for (const subscription of subscriptions) {
      const { endpoint } = subscription;
      const recipient = this.#recipients.get(endpoint) ?? this.#recipient(endpoint);
      this.#recipients.set(endpoint, recipient);
      this.#connection.feed(endpoint).subscribe(subscription, recipient);
    }
  }

  close(): void {
    this.#problems.close();
    this.#connection.close();
  }

  #recipient(endpoint: Endpoint): Recipient {
    let last: Update | undefined;
    return {
      subscriber: {
        exact: false,
        stateChanged: () => undefined,
        rejected: (error) => this.#tell(error),
        expired: ({ label }) => {
          this.#events.told(`${label} has expired`);
          return true;
        },
      },
      receive: (update) => {
        // A frame with rows of several subscriptions comes once for each, one right after the other.
        const isSame = last?.frame === update.frame;
        last = update;
        const { frame } = update;
        if (isSame || update.rows.length === 0) return;
        // A recording is given to others, and the exchange may repeat in a frame what we sent.
        const masked = this.#connection.maskedFrame(frame);
        this.#events.recorded({ received: frame.received, endpoint, frame: masked });
      },
    };
  }

  #linkChanged(endpoint: Endpoint): void {
    const { name } = this.#connection.feed(endpoint).state;
    if (this.#states.get(endpoint) === name) return;
    this.#states.set(endpoint, name);
    if (name === "open") this.#events.told(`connected to ${endpoint}`);
  }

  #tell(error: CoincallError): void {
    this.#events.told(inEnglish(this.#connection.withoutSecrets(error)).message);
  }
}
