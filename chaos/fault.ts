import type { Scene } from "./scene/scene";

/** What a fault may cost; times in ms. Nothing may ever cost a trade. */
export interface Expectation {
  /** From its beginning until the link is given up; `never` when the link must be kept. Not looked at by default. */
  readonly noticedWithin?: number | "never";
  /** From the moment at which the exchange can be reached again until data. */
  readonly dataWithin: number;
  /** One for each market that the flow watches; 1 by default. */
  readonly sockets?: number;
}

/** Something that goes wrong between Node-RED and the exchange. */
export interface Fault {
  readonly name: string;
  /** Those that take minutes are left out by `--quick`. */
  readonly takes: "seconds" | "minutes";
  /** Left out by a fault that has no link in the end. */
  readonly expect?: Expectation;
  /**
   * By default a flow is deployed, and its data flows, before the fault is played. With `nothing` the fault sets up
   * what it needs.
   */
  readonly begins?: "live" | "nothing";
  /** Resolves once the exchange can be reached again, and throws a `Shortfall` when something is not as it should be. */
  play(scene: Scene): Promise<void>;
}
