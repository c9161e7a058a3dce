import type { Feed } from "../../../link/feed/feed";
import type { Update } from "../../../link/feed/update";
import type { AskedExchange } from "../../connection/connection";
import type { Missed } from "../news/missed";
import type { Watched } from "../watched";
import type { KeptSeries, Surroundings } from "./series/kept-series";
import type { ToldUpdate } from "./told-update";

/** What a node does for its history. */
export interface HistoryOptions {
  readonly feed: Feed;
  /** Whether numbers must keep every digit that the exchange sent. */
  readonly exact: boolean;
  /** Whether what REST had is wanted with what is told of it. */
  readonly raw: boolean;
  series(watched: Watched, around: Surroundings): KeptSeries;
  own(update: Update): Update;
  /** Whether anything of the past is ever asked for. */
  readonly asks: boolean;
  /** Asks for the exchange's time, in vain perhaps. */
  learnTime(): Promise<void>;
  /** @throws CoincallError COINCALL_LINK when there is nobody to ask */
  exchange(): Promise<AskedExchange>;
  send(update: ToldUpdate, watched: Watched): void;
  /** It waits for what was missed. */
  waits(update: Update, watched: Watched): void;
  /** It ends. */
  closed(): void;
  /** Something of it could not be had; told when nothing more is asked for. */
  missed(missed: readonly Missed[]): void;
  /** What is missing has changed. */
  changed(): void;
}
