/**
 * How answers to calls are wrapped.
 *
 * Source: docs/protocol.md, "REST (public, no signature)" and "Error codes".
 */

export interface Answer {
  /** HTTP status. */
  readonly status: number;
  readonly body: unknown;
}

/** The exchange's codes for what is wrong with a call. */
export const CODES = {
  tooOften: 10000,
  maintenance: 10553,
  expired: 10557,
  key: 10560,
  time: 10561,
  signature: 10562,
  parameter: 10573,
  instrument: 10574,
} as const;

/** A call that the exchange understands and does not carry out, with its code and the reason in words. */
export class CallRefused extends Error {
  readonly code: number;

  constructor(problem: keyof typeof CODES, message: string) {
    super(message);
    this.code = CODES[problem];
  }
}

export function success(data: unknown): Answer {
  return answer(200, 0, "Success", data);
}

/** What is no call of the exchange, by the status of HTTP. */
export function failure(status: number, msg: string): Answer {
  return answer(status, status, msg, null);
}

/** What the exchange refuses by a code of its own comes with the status of a success. */
export function refused({ code, message }: CallRefused): Answer {
  return answer(200, code, message, null);
}

function answer(status: number, code: number, msg: string, data: unknown): Answer {
  return { status, body: { code, msg, i18nArgs: null, data } };
}
