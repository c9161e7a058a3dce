/** A part of a frame that becomes one message: what one symbol, chain or account said. */
export interface Part {
  /** The message's topic. */
  readonly topic: string;
  /** Rows of the wire, checked but not decoded: oldest first where there are several. */
  readonly rows: readonly [object, ...object[]];
  /** Of a candle: whether it is final. */
  readonly closed?: boolean;
}

/**
 * What is known of a part before its rows are read. There is one a frame, and so it has a constructor: see
 * docs/performance.md.
 */
export class UnreadPart {
  readonly topic: string;
  /** As in `Update`. */
  readonly symbols: readonly string[] | undefined;

  constructor(topic: string, symbols?: readonly string[]) {
    this.topic = topic;
    this.symbols = symbols;
  }
}

/**
 * Why something that could be read was not passed on, for the counts that the status node shows; `excess` also for the
 * user, at most `MOST_SYMBOLS` are remembered.
 */
export type Surplus = "duplicate" | "late" | "excess";

/** What a subscription has to remember between frames to tell what is new in one. */
export interface Tracker {
  /** @param surplus is told of each row that is not passed on */
  accept(rows: readonly object[], surplus: (reason: Surplus) => void): readonly Part[];
  /**
   * What a frame with rows of these symbols is a part of, without a look at the rows; `undefined` for one that must be
   * read to know. Absent where each frame must be read, because something of it is to be remembered.
   */
  unread?(symbols: readonly string[]): UnreadPart | undefined;
  /** Some frames may be missed before the next one. */
  linkLost(): void;
}
