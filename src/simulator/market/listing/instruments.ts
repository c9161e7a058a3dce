/** The two kinds of instruments: perpetuals and options. */

import type { Right } from "../../../protocol/symbols/symbols";
import type { OptionTape } from "../tape/option-tape";
import type { PerpetualTape } from "../tape/perpetual-tape";
import type { Underlying } from "../underlying";
import type { Contract } from "./specifications";

interface Traded {
  readonly symbol: string;
  readonly underlying: Underlying;
  readonly contract: Contract;
  /** Of whatever is its own by chance. */
  readonly key: number;
}

export interface Perpetual extends Traded {
  readonly kind: "perpetual";
  readonly tape: PerpetualTape;
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
  readonly tape: OptionTape;
}

export type Instrument = Perpetual | OptionInstrument;
