/** What flows report, after a passage through JSON: what was `undefined` is absent. */

import type { Gap } from "../../../src/history/told";

/** A message as the contract has it (docs/contract.md, "Messages out"); the payload's shape is the test's to say. */
export interface Message<Payload = unknown> {
  readonly topic: string;
  readonly payload: Payload;
  readonly coincall: {
    readonly channel: string;
    readonly endpoint: string;
    readonly environment: string;
    readonly received: number;
    readonly sent?: number;
    readonly resumed?: boolean;
    readonly connection: string;
    readonly gap?: Gap;
    readonly filled?: boolean;
    readonly history?: boolean;
  };
  readonly raw?: string;
}

export interface Source {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
}

/** A status as the Status node gives it; an empty one has no text. */
export interface Status {
  readonly fill?: string;
  readonly shape?: string;
  readonly text?: string;
  readonly source: Source;
}

/** An error as the Catch node gives it. */
export interface Caught {
  readonly message: string;
  readonly code?: string;
  readonly source: Source;
}

/** A message that a reporting function node has passed on, and the name of its channel. */
export interface Report {
  readonly channel: string;
  readonly message: unknown;
}
