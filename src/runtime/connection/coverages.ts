import type { Coverage } from "../../history/coverage";
import type { AnyPeriod } from "../../history/periods/made-periods";
import type { Channel, ChannelName, Endpoint } from "../../protocol/channels";

/** Since when a series of a node is whole, and until when: both ms since 1970. Source: docs/contract.md, "Coverage". */
export interface CoveredSeries extends Coverage {
  readonly symbol: string;
  readonly channel: ChannelName;
  readonly endpoint: Endpoint;
  /** Of candles. */
  readonly period?: AnyPeriod;
  readonly to: number;
}

/** A node of candles or trades. */
export interface Covering {
  /** Put together when somebody asks. */
  covered(): Iterable<CoveredSeries>;
}

/** What the nodes of a connection have of their series. */
export class Coverages {
  readonly #nodes = new Set<Covering>();

  join(node: Covering): void {
    this.#nodes.add(node);
  }

  leave(node: Covering): void {
    this.#nodes.delete(node);
  }

  /** Of all nodes. @param endpoint the only one that counts */
  all(endpoint?: Endpoint): CoveredSeries[] {
    const all = [...this.#nodes].flatMap((node) => [...node.covered()]);
    return endpoint === undefined ? all : all.filter((series) => series.endpoint === endpoint);
  }
}

/** What somebody watches, with what is known of its series. */
export function covered(
  { label, subscription }: Named,
  coverage: Coverage & { readonly to: number },
): CoveredSeries {
  const { channel, endpoint, period } = subscription;
  const ofCandles = period === undefined ? {} : { period };
  return { symbol: label, channel: channel.name, endpoint, ...ofCandles, ...coverage };
}

interface Named {
  readonly label: string;
  readonly subscription: {
    readonly channel: Channel;
    readonly endpoint: Endpoint;
    readonly period?: AnyPeriod | undefined;
  };
}
