/** An option whose trades are looked at when somebody asks for them: most of a thousand nobody does. */

import type { Right } from "../../../protocol/symbols/symbols";
import type { Course } from "../course";
import { OptionTape } from "../tape/option-tape";
import type { Underlying } from "../underlying";
import type { OptionInstrument } from "./instruments";
import type { Contract } from "./specifications";

export class ListedOption implements OptionInstrument {
  readonly kind = "option";
  readonly symbol: string;
  readonly underlying: Underlying;
  readonly contract: Contract;
  readonly key: number;
  readonly expiry: number;
  readonly strike: number;
  readonly right: Right;
  readonly listed: number;
  readonly #course: Course;
  #tape: OptionTape | undefined;

  constructor(terms: Omit<OptionInstrument, "kind" | "tape">, course: Course) {
    this.symbol = terms.symbol;
    this.underlying = terms.underlying;
    this.contract = terms.contract;
    this.key = terms.key;
    this.expiry = terms.expiry;
    this.strike = terms.strike;
    this.right = terms.right;
    this.listed = terms.listed;
    this.#course = course;
  }

  get tape(): OptionTape {
    this.#tape ??= new OptionTape(this, this.#course);
    return this.#tape;
  }
}
