/** The two kinds of instruments: perpetuals and options. */

import type { Right } from "../../../protocol/symbols/symbols";
import type { Tape } from "../tape/tape";
import type { Underlying } from "../underlying";
import type { Contract } from "./specifications";

interface Traded {
  readonly symbol: string;
  readonly underlying: Underlying;
  readonly contract: Contract;
  readonly tape: Tape;
}

export interface Perpetual extends Traded {
  readonly kind: "perpetual";
}

export interface OptionInstrument extends Traded {
  readonly kind: "option";
  /** ms since 1970. */
  readonly expiry: number;
  /** USD. */
  readonly strike: number;
  readonly right: Right;
  /** ms since 1970. */
  readonly listed: number;
}

export type Instrument = Perpetual | OptionInstrument;
