import { CoincallError } from "../../protocol/error";
import { backoff } from "./backoff";
import type { Place } from "./places";
import { CLOSED, type Ending, type Garbage, Session, type Target, type Timing } from "./session";
import { onWake } from "./wake";

/** What a link is doing; times in ms of the clock that only runs forward. */
export type LinkState =
  | { readonly name: "idle" }
  /** `attempt` counts the failures since the link last held for long. */
  | { readonly name: "connecting"; readonly attempt: number }
  | { readonly name: "open" }
  | {
      readonly name: "waiting" | "refused";
      readonly attempt: number;
      readonly retryAt: number;
      readonly error: CoincallError;
    };

export interface LinkEvents {
  changed(state: LinkState): void;
  /** A text, in UTF-8. */
  received(text: Buffer): void;
  receivedGarbage(kind: Garbage): void;
}

export interface LinkOptions {
  readonly timing: Timing;
  readonly heartbeat: string;
  /** Called for every attempt, because a signature is stale within seconds. */
  readonly target: () => Promise<Target>;
  /** Where the exchange may let only one of several links be open. */
  readonly place?: Place | undefined;
  readonly events: LinkEvents;
}

const REFUSED_RETRY = 60_000;
/** A link that held this long was a good one; before, the next attempt waits longer than the last. */
const STABLE_AFTER = 30_000;

/** A connection that is kept: it is opened again, with patience, until somebody stops it. */
export class Link {
  readonly #options: LinkOptions;
  #state: LinkState = { name: "idle" };
  #since = Date.now();
  #stopWatchingSleep: (() => void) | undefined;
  #session: Session | undefined;
  /** Counts starts, stops and attempts: what belongs to an earlier one is not listened to any more. */
  #generation = 0;
  #attempt = 0;
  #openedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** When the present state began, ms since 1970. */
  get since(): number {
    return this.#since;
  }

  start(): void {
    if (this.#state.name !== "idle") return;
    this.#stopWatchingSleep = onWake(() => this.#woke());
    this.#connect();
  }

  stop(): void {
    if (this.#state.name === "idle") return;
    this.#generation += 1;
    this.#stopWatchingSleep?.();
    clearTimeout(this.#timer);
    this.#session?.close();
    this.#session = undefined;
    this.#attempt = 0;
    this.#become({ name: "idle" });
  }

  send(text: string): void {
    this.#session?.send(text);
  }

  /** Asks for a sign of life before its time. */
  ask(): void {
    this.#session?.ask();
  }

  /** Gives up the present connection for a reason of the protocol, such as a refused heartbeat. */
  lose(reason: string): void {
    this.#session?.lose(reason);
  }

  /** Begins a new connection at once, in place of an open one that can't be told to forget what it was asked for. */
  renew(): void {
    if (this.#state.name !== "open") return;
    this.#session?.close();
    this.#session = undefined;
    this.#connect();
  }

  /** Waits no longer for the next attempt. */
  retry(): void {
    if (this.#state.name === "waiting" || this.#state.name === "refused") this.#connect();
  }

  #connect(): void {
    clearTimeout(this.#timer);
    this.#generation += 1;
    const generation = this.#generation;
    this.#become({ name: "connecting", attempt: this.#attempt });
    this.#options.target().then(
      (target) => {
        if (generation === this.#generation) this.#openSession(target, generation);
      },
      (error: unknown) => {
        if (generation === this.#generation) this.#ended(lostBy(error));
      },
    );
  }

  #openSession(target: Target, generation: number): void {
    const { timing, heartbeat, events } = this.#options;
    const current = () => generation === this.#generation;
    try {
      this.#session = new Session(target, timing, heartbeat, {
        opened: () => current() && this.#opened(),
        received: (text) => current() && events.received(text),
        receivedGarbage: (kind) => current() && events.receivedGarbage(kind),
        ended: (ending) => current() && this.#ended(ending),
      });
    } catch (error) {
      this.#ended(lostBy(error));
    }
  }

  /** Trusts nothing from before a sleep: an open link must answer, and a wait is over. */
  #woke(): void {
    if (this.#session) this.#session.check();
    else this.retry();
  }

  #opened(): void {
    this.#openedAt = performance.now();
    this.#options.place?.opened(this.#openedAt);
    this.#become({ name: "open" });
  }

  #ended(ending: Ending): void {
    if (this.#state.name === "open" && performance.now() - this.#openedAt >= STABLE_AFTER) this.#attempt = 0;
    this.#session = undefined;
    const delay = this.#delayAfter(ending);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.#connect(), delay);
    this.#become({
      name: ending.kind === "refused" ? "refused" : "waiting",
      attempt: this.#attempt,
      retryAt: performance.now() + delay,
      error: this.#explained(ending.error),
    });
  }

  #explained(error: CoincallError): CoincallError {
    const isTaken = error.reason.startsWith(CLOSED) && this.#options.place?.closed(performance.now());
    return isTaken ? new CoincallError("COINCALL_LINK", "placeTaken", error.values) : error;
  }

  #delayAfter(ending: Ending): number {
    if (ending.kind === "refused") return REFUSED_RETRY;
    return ending.retryAfter ?? backoff(this.#attempt);
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.#since = Date.now();
    this.#options.events.changed(state);
  }
}

/** An error of another library may quote the address with the key in it: nothing of it is passed on. */
function lostBy(error: unknown): Ending {
  const known = error instanceof CoincallError;
  return { kind: "lost", error: known ? error : new CoincallError("COINCALL_LINK", "targetUnusable") };
}
