import type { Mark } from "../market/marks";
import type { Fold } from "./folds";

/** What is wrong with a symbol, if anything is. */
export type Marking = (symbol: string) => Mark | undefined;

/** What is told of a symbol beside its name. */
export interface Note {
  /** How it looks: as something that is wrong, that rolls, or that rolls and is nothing now. */
  readonly kind?: Mark | "rolling" | "nothing";
  /** In the chip. */
  readonly word: string;
  /** On hover, and by a screen reader. */
  readonly sentence: string;
}

/** What is told of a symbol, and of the options that share a chip. */
export interface Noting {
  of(symbol: string): Note;
  ofFold(fold: Fold): Note;
}
