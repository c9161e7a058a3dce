import type { Way } from "../../history/candles/call";
import type { Endpoint } from "../../protocol/channels";
import type { CoincallError } from "../../protocol/error";

/** A question about the past, as a call of REST. */
export interface PastCall {
  readonly endpoint: Endpoint;
  /** The path of the call with its parameters. */
  path(way: Way): string;
  /** Whether an answer to the documented call leaves anything to be asked for; absent where there is no other way. */
  isShort?(data: unknown): boolean;
}

/** A question whose turn it is. */
export interface Asking {
  readonly call: PastCall;
  /**
   * Makes the call.
   *
   * @throws CoincallError COINCALL_LINK when there is no answer that is of any use
   */
  ask(path: string): Promise<unknown>;
  /**
   * Told once, whatever became of it.
   *
   * @param data what stands under `data` in the answer; `undefined` where none came
   * @param failure why none came
   */
  answered(data: unknown, failure?: CoincallError): void;
  /** Nobody could answer now: it is to be asked again. */
  putBack(): void;
}

/** A node that wants something of the past. */
export interface Asker {
  /**
   * What is to be asked next, which nobody else asks then; `undefined` where nothing is. It is asked for when it is its
   * turn: what is missing may have become something else meanwhile.
   *
   * @param isUrgent whether only what something live waits for
   */
  next(isUrgent: boolean): Asking | undefined;
  /** The exchange does not answer: all that is wanted of it now counts as answered with nothing. */
  giveUp(failure: CoincallError): void;
}
