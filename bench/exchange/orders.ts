import type { Manner, Ring } from "./rings";

/** What the bench tells the exchange's process. */
export type Order =
  | ({ readonly kind: "prepare" } & Written)
  | ({ readonly kind: "play"; readonly count: number } & Written & Pace)
  | { readonly kind: "cut"; readonly missed: number }
  | { readonly kind: "stop" };

/** Which frames, and how their figures are written. */
export interface Written {
  readonly ring: Ring;
  readonly manner: Manner;
}

export interface Pace {
  /** Frames a second, at most. */
  readonly rate: number;
  /** Frames at once: an exchange pushes the Greeks of all options at the same moment. */
  readonly burst: number;
  /** Whether a burst waits until the one before was received, so that a slow receiver gets no larger ones. */
  readonly patient: boolean;
}

/** What that process says. */
export type Report =
  | { readonly kind: "listening"; readonly url: string }
  /** `bytes` of a frame, on average. */
  | { readonly kind: "prepared"; readonly bytes: number }
  | { readonly kind: "clients"; readonly connected: number; readonly subscribed: number }
  | ({ readonly kind: "played" } & Played);

export interface Played {
  /** ms from the first frame until the last was received. */
  readonly took: number;
  /** When each frame was handed to the socket: ms on the machine's monotonic clock. */
  readonly sentAt: readonly number[];
}
