/** What a flow told in one act of a play, without what differs from run to run. */
export interface Act {
  readonly name: string;
  /** By node, in their order. */
  readonly messages: Readonly<Record<string, readonly Told[]>>;
  /** What each node shows at the end, such as `green dot: live`. */
  readonly statuses: Readonly<Record<string, string>>;
  /** What some node has shown meanwhile while it had no link, such as `red ring: reconnecting in some s`, each once. */
  readonly shown: readonly string[];
  /** As a Catch node has them, with how often each was told. */
  readonly errors: readonly Caught[];
  /** Nodes of which a Complete node says that they have dealt with a message. */
  readonly done: readonly string[];
  /** Addresses that the exchange was called at, each once. */
  readonly addresses: readonly string[];
}

export type Told = Readonly<Record<string, unknown>>;

/** A message that a Catch node has passed on. */
export interface Caught {
  readonly times: number;
  readonly error: {
    readonly message: string;
    readonly code?: string;
    readonly source: { readonly id: string; readonly type: string; readonly name?: string };
  };
  readonly [field: string]: unknown;
}
