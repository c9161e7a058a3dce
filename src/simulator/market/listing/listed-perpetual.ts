import type { Course } from "../course";
import { branch, hashText } from "../pricing/random";
import { PerpetualTape } from "../tape/perpetual-tape";
import type { Underlying } from "../underlying";
import type { Perpetual } from "./instruments";
import type { Contract } from "./specifications";

/** The perpetual of an underlying; it was always there. */
export class ListedPerpetual implements Perpetual {
  readonly kind = "perpetual";
  readonly symbol: string;
  readonly underlying: Underlying;
  readonly contract: Contract;
  readonly key: number;
  readonly tape: PerpetualTape;

  /** @param root key of the market */
  constructor(underlying: Underlying, root: number, course: Course) {
    this.symbol = underlying.symbol;
    this.underlying = underlying;
    this.contract = underlying.specification.perpetual;
    this.key = branch(root, hashText(`${underlying.symbol} perpetual`));
    this.tape = new PerpetualTape(this, course);
  }
}
