import type { Right } from "../../protocol/symbols/symbols";

/**
 * What a rolling name says, and how it is followed. Source: docs/rolling-options.md, "How a name is written".
 */

export type ExpiryRule =
  /** `NEXT`, `W`, `M`, `Q`: the first of its kind, or the `after`-th after it. */
  | { readonly kind: "next" | "week" | "month" | "quarter"; readonly after: number }
  /** `30DTE`: by UTC dates. */
  | { readonly kind: "days"; readonly days: number }
  /** `27DEC26`: in ms since 1970. */
  | { readonly kind: "day"; readonly expiry: number };

export type StrikeRule =
  /** `ATM-2`: listed strikes above the money, or below it. */
  | { readonly kind: "money"; readonly steps: number }
  /** `25D`: the size of the delta in hundredths. */
  | { readonly kind: "delta"; readonly hundredths: number }
  /** `105%`: of the forward. */
  | { readonly kind: "share"; readonly percent: number }
  /** `100000` */
  | { readonly kind: "strike"; readonly strike: number };

/** `BTCUSD-W`: a chain that rolls. */
export interface RollingChain {
  /** With the quote currency, `BTCUSD`, also for a name that leaves it out. */
  readonly underlying: string;
  readonly expiry: ExpiryRule;
}

/** `BTCUSD-W-ATM-C`: an option that rolls by expiry, by strike, or by both. */
export interface RollingOption extends RollingChain {
  readonly strike: StrikeRule;
  readonly right: Right;
}

/** How a node follows its rolling names: its properties of these names. */
export interface Following {
  /** `expiry`: chosen once an expiry, then kept. */
  readonly follow: "money" | "expiry";
  /** Seconds for which another strike must be the better one. */
  readonly hold: number;
  /** Hours before its expiry from which an expiry is no longer chosen. */
  readonly rollBefore: number;
}

export interface ChainRule extends RollingChain, Pick<Following, "rollBefore"> {}

export interface OptionRule extends RollingOption, Following {}

/** Whether a rule chooses an option, and not a chain. */
export function isOptionRule(rule: ChainRule | OptionRule): rule is OptionRule {
  return "strike" in rule;
}

/** ms since 1970: when a name is over because it says its day; `undefined` for one that goes on. */
export function endOf({ expiry }: RollingChain): number | undefined {
  return expiry.kind === "day" ? expiry.expiry : undefined;
}
