import type { Node } from "node-red";
import { isOptionRule, type OptionRule } from "../../../market/rolling/rule";
import type { Standing } from "../../../market/rolling/standing";
import { parseOption } from "../../../protocol/symbols/symbols";
import type { RollingWish } from "./rolling-wish";

/** Under which name they are in the node's context. */
const NAME = "coincallRolling";
/** Names that are kept, at most. */
const MOST = 1_000;

type Kept = Readonly<Record<string, Standing>>;

/**
 * What rolling names were, in the node's context: one that is chosen once an expiry stays the same across a restart, where
 * Node-RED keeps the context. Source: docs/contract.md, "Palette nodes".
 */
export class KeptChoices {
  readonly #node: Node;
  #kept: Record<string, Standing> | undefined;

  constructor(node: Node) {
    this.#node = node;
  }

  /** Reads them, the first time; nothing is kept where the context can't be read. */
  async read(): Promise<void> {
    this.#kept ??= { ...(await this.#read()) };
  }

  of({ key, rule }: RollingWish): Standing | undefined {
    if (!isOptionRule(rule) || !isKept(rule)) return undefined;
    const kept: unknown = this.#kept?.[key];
    return isStanding(kept, rule) ? kept : undefined;
  }

  keep(wish: RollingWish, standing: Standing): void {
    const { key, rule } = wish;
    if (!isKept(rule) || !this.#kept || this.of(wish)?.choice?.symbol === standing.choice?.symbol) return;
    const others = Object.entries(this.#kept).filter(([name]) => name !== key);
    this.#kept = Object.fromEntries([...others.slice(1 - MOST), [key, standing]]);
    this.#node.context().set(NAME, this.#kept, () => {});
  }

  #read(): Promise<Kept> {
    return new Promise((resolve) => {
      this.#node.context().get(NAME, (error: unknown, value: unknown) => {
        resolve(error || typeof value !== "object" || value === null ? {} : (value as Kept));
      });
    });
  }
}

function isKept(rule: RollingWish["rule"]): boolean {
  return isOptionRule(rule) && rule.follow === "expiry";
}

/** Flows can write into the context too. */
function isStanding(value: unknown, { underlying, right }: OptionRule): value is Standing {
  const { choice, anchor } = Object(value) as Record<keyof Standing, unknown>;
  const { symbol, expiry, strike, since, rollsAt } = Object(choice) as Record<string, unknown>;
  const option = typeof symbol === "string" ? parseOption(symbol) : undefined;
  return (
    option?.underlying === underlying &&
    option.right === right &&
    option.expiry === expiry &&
    option.strike === strike &&
    [since, rollsAt, Object(anchor).strike].every(Number.isFinite)
  );
}
