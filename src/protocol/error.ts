/** What a flow author can tell apart in a Catch node. Source: docs/contract.md, "Errors". */
export const ERROR_CODES = [
  "COINCALL_CONFIG",
  "COINCALL_REFUSED",
  "COINCALL_LINK",
  "COINCALL_REJECTED",
  "COINCALL_EXPIRED",
  "COINCALL_HISTORY",
  "COINCALL_FRAME",
  "COINCALL_INPUT",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export type ErrorValues = Readonly<Record<string, string | number>>;

/**
 * An error in the user's terms. `reason` names a text under `errors` in the catalogue of the connection node and
 * `values` fill its placeholders; the runtime makes the `message` of them, in the user's language.
 * None of them ever holds a key, a secret, a signature, or a URL with one.
 */
export class CoincallError extends Error {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly values: ErrorValues;

  constructor(code: ErrorCode, reason: string, values: ErrorValues = {}, message = reason) {
    super(message);
    this.name = "CoincallError";
    this.code = code;
    this.reason = reason;
    this.values = values;
  }

  /** The message alone: it is what a Catch node hands on to a person. */
  override toString(): string {
    return this.message;
  }
}
