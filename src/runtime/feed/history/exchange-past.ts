import { CoincallError } from "../../../protocol/error";
import type { AskedExchange } from "../../connection/connection";
import type { Asker } from "../../history/asking";
import { askFailure } from "../../rest/failures";

/** A node's way to the queue in which its exchange is asked for the past. */
export class ExchangePast {
  readonly #asker: Asker;
  readonly #exchange: () => Promise<AskedExchange>;
  #reached: Promise<AskedExchange> | undefined;
  #isClosed = false;

  /** @param exchange throws CoincallError COINCALL_LINK when there is nobody to ask */
  constructor(asker: Asker, exchange: () => Promise<AskedExchange>) {
    this.#asker = asker;
    this.#exchange = exchange;
  }

  /** The asker wants something. */
  async wanted(): Promise<void> {
    try {
      (await this.#reach()).known.past.wanted();
    } catch (error) {
      const isKnown = error instanceof CoincallError;
      this.#asker.giveUp(isKnown ? error : askFailure("askUnreachable", { cause: "unknown" }));
    }
  }

  /**
   * @param exactly whether every number must keep its digits
   * @throws CoincallError COINCALL_LINK when there is no answer that is of any use
   */
  async ask(path: string, exactly: boolean): Promise<unknown> {
    return (await this.#reach()).rest.ask(path, undefined, exactly);
  }

  close(): void {
    this.#isClosed = true;
    void this.#reached?.then(
      ({ known }) => known.past.leave(this.#asker),
      () => {},
    );
  }

  #reach(): Promise<AskedExchange> {
    this.#reached ??= this.#exchange().then(
      (exchange) => {
        if (!this.#isClosed) exchange.known.past.join(this.#asker);
        return exchange;
      },
      (error) => {
        this.#reached = undefined;
        throw error;
      },
    );
    return this.#reached;
  }
}
