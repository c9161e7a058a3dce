/** The two kinds of instruments: perpetuals and options, each with what was traded of it. */

import type { OptionTape } from "../tape/option-tape";
import type { PerpetualTape } from "../tape/perpetual-tape";
import type { OptionTerms, PerpetualTerms } from "./terms";

export interface Perpetual extends PerpetualTerms {
  readonly tape: PerpetualTape;
}

export interface OptionInstrument extends OptionTerms {
  readonly tape: OptionTape;
}

export type Instrument = Perpetual | OptionInstrument;
