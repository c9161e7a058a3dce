import type { Node } from "node-red";
import type { Endpoint } from "../../protocol/channels";
import { type Outage, OutageWatch } from "./outage-watch";
import type { StatusReport } from "./report";
import { ToldOutages } from "./told-outages";

export interface OutageNoticeEvents {
  /** How an endpoint is now. */
  report(endpoint: Endpoint): StatusReport;
  tell(report: StatusReport): void;
}

const SECOND = 1_000;

/** Tells of a connection's outages: each endpoint's once it has lasted for long, and once when it is over. */
export class OutageNotice {
  readonly #patience: number;
  readonly #events: OutageNoticeEvents;
  readonly #told: ToldOutages;
  #watches: Readonly<Record<Endpoint, OutageWatch>> | undefined;
  #isClosed = false;

  /** @param patience seconds */
  constructor(node: Node, patience: number, events: OutageNoticeEvents) {
    this.#patience = patience * SECOND;
    this.#events = events;
    this.#told = new ToldOutages(node);
  }

  /** An endpoint that has no link now is down from now on. */
  async start(): Promise<void> {
    const told = await this.#told.read();
    if (this.#isClosed) return;
    this.#watches = {
      options: this.#watch("options", told.options),
      futures: this.#watch("futures", told.futures),
    };
    this.linkChanged("options");
    this.linkChanged("futures");
  }

  linkChanged(endpoint: Endpoint): void {
    if (!this.#watches) return;
    const { state, reason } = this.#events.report(endpoint);
    this.#watches[endpoint].linkIs(state, reason);
  }

  /** @param removed whether nobody will be told the end of what was told */
  close(removed: boolean): void {
    this.#isClosed = true;
    if (removed) this.#told.forget();
    this.#watches?.options.close();
    this.#watches?.futures.close();
  }

  #watch(endpoint: Endpoint, told: Outage | undefined): OutageWatch {
    return new OutageWatch(this.#patience, told, {
      down: (outage, lasted) => {
        this.#told.keep(endpoint, outage);
        this.#tell(endpoint, true, outage, lasted);
      },
      back: (outage, lasted) => {
        this.#told.keep(endpoint, undefined);
        this.#tell(endpoint, false, outage, lasted);
      },
    });
  }

  /** @param lasted ms */
  #tell(endpoint: Endpoint, down: boolean, { reason }: Outage, lasted: number): void {
    const report = this.#events.report(endpoint);
    const downFor = Math.round(lasted / SECOND);
    // While it is tried again, it has no reason of its own.
    const why = down && report.reason === undefined && reason !== undefined ? { reason } : {};
    this.#events.tell({ ...report, ...why, down, downFor });
  }
}
