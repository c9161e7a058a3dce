/** What is fixed of an instrument: its name, what it is on, and for an option its day, strike and right. */

import type { Right } from "../../../protocol/symbols/symbols";
import type { Underlying } from "../underlying";
import type { Contract } from "./specifications";

interface Traded {
  readonly symbol: string;
  readonly underlying: Underlying;
  readonly contract: Contract;
  /** Of whatever is its own by chance. */
  readonly key: number;
}

export interface PerpetualTerms extends Traded {
  readonly kind: "perpetual";
}

export interface OptionTerms extends Traded {
  readonly kind: "option";
  /** ms since 1970. */
  readonly expiry: number;
  /** USD. */
  readonly strike: number;
  readonly right: Right;
  /** ms since 1970. */
  readonly listed: number;
}

export type Terms = PerpetualTerms | OptionTerms;
