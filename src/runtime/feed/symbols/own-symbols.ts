import type { Node, NodeAPI } from "node-red";
import { CoincallError } from "../../../protocol/error";
import { isUnsetVariable } from "../../properties";
import { type Written, writtenProperties } from "../../written-properties";
import type { Orders } from "../orders";
import type { FeedProperties } from "../properties";
import { AwaitedSymbols } from "./awaited-symbols";
import { isInContext, savedSymbols, sourceOf, symbolsAwaited } from "./symbol-source";

export interface OwnSymbolsEvents {
  /** Something is wrong with them; those that are right are watched all the same. */
  problem(error: CoincallError): void;
  /** They have not been there for a while. */
  late(error: CoincallError): void;
  /** They are there, and watched but for those that are wrong. */
  watched(): void;
  /** They are not there. */
  missing(): void;
}

/** The symbols that a node was saved with, or that its variable holds, and the watching of them. */
export class OwnSymbols {
  readonly #properties: FeedProperties;
  readonly #orders: Orders;
  readonly #events: OwnSymbolsEvents;
  readonly #written: () => Written | undefined;
  readonly #awaited: AwaitedSymbols;
  /** Whether they are to take the place of what messages have added meanwhile. */
  #isRefreshed = false;
  #isClosed = false;

  constructor(
    RED: NodeAPI,
    node: Node,
    properties: FeedProperties,
    orders: Orders,
    events: OwnSymbolsEvents,
  ) {
    this.#properties = properties;
    this.#orders = orders;
    this.#events = events;
    this.#written = () => writtenProperties(RED, node._alias ?? node.id);
    this.#awaited = new AwaitedSymbols(() => savedSymbols(RED, node, properties), isInContext(properties), {
      found: (symbols) => void this.#watch(symbols),
      waits: () => events.missing(),
      late: () => events.late(symbolsAwaited(properties)),
      failed: (error) => events.problem(asCoincallError(error)),
    });
  }

  /** The variable that will hold them, while it does not. */
  get awaitedFrom(): string | undefined {
    return this.#awaited.isWaiting ? sourceOf(this.#properties) : undefined;
  }

  /** Watches them as soon as they are there. */
  start(): void {
    void this.#awaited.begin();
  }

  /** Reads them again; what is watched goes on until then. */
  refresh(): void {
    this.#isRefreshed = true;
    this.#isClosed = false;
    void this.#awaited.begin();
  }

  /** Looks for them no more, and has nothing more to say of them. */
  close(): void {
    this.#isClosed = true;
    this.#awaited.close();
  }

  async #watch(symbols: readonly string[]): Promise<void> {
    const problems = await this.#orders.watchOwn(symbols, this.#isRefreshed);
    if (this.#isClosed) return;
    this.#events.watched();
    for (const problem of this.#named(problems)) this.#events.problem(problem);
  }

  /** A value that came from a variable of the environment is not quoted, as it may be a secret: its name is. */
  #named(problems: readonly CoincallError[]): readonly CoincallError[] {
    const written = problems.length > 0 ? this.#written() : undefined;
    return problems.map(({ code, reason, values }) => {
      const named = Object.entries(values).map(([property, value]) => [
        property,
        this.#variableOf(property, written) ?? this.#ofRollingName(property, values, written) ?? value,
      ]);
      return new CoincallError(code, reason, Object.fromEntries(named));
    });
  }

  /** What is wrong with a rolling name is told by the name, and by a word of it; of an expiry alone they are one. */
  #ofRollingName(property: string, { name, word }: Values, written: Written | undefined): string | undefined {
    if (property !== "name" && property !== "word") return undefined;
    const variable = this.#variableOf(name === word ? "expiry" : "symbols", written);
    return variable === undefined || property === "name" ? variable : "…";
  }

  #variableOf(property: string, written: Written | undefined): string | undefined {
    if (property === "symbols" && this.#properties.symbolsType === "env") return sourceOf(this.#properties);
    const value = written?.[property];
    return typeof value === "string" && isUnsetVariable(value) ? value : undefined;
  }
}

type Values = CoincallError["values"];

function asCoincallError(error: unknown): CoincallError {
  return error instanceof CoincallError ? error : new CoincallError("COINCALL_CONFIG", "symbolsUnreadable");
}
