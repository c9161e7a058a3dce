import { CoincallError } from "../../protocol/error";
import { Redaction } from "../redaction";

/** What the exchange sent in one frame. */
export interface FrameText {
  readonly text: string;
}

/**
 * What the exchange said, as it may be shown: it may repeat what we sent. To search a text takes time, so each is
 * searched once, however many nodes show it and however often.
 */
export class WithoutSecrets {
  readonly #redaction: Redaction;
  readonly #errors = new WeakMap<CoincallError, CoincallError>();
  readonly #frames = new WeakMap<FrameText, string>();

  constructor(secrets: readonly string[]) {
    this.#redaction = new Redaction(secrets);
  }

  error(error: CoincallError): CoincallError {
    const known = this.#errors.get(error);
    if (known) return known;
    const shown = this.#shown(error);
    this.#errors.set(error, shown);
    return shown;
  }

  /** A frame's text as flows may have it: whole, but for secrets. */
  frame(frame: FrameText): string {
    const known = this.#frames.get(frame);
    if (known !== undefined) return known;
    const masked = this.#redaction.mask(frame.text);
    this.#frames.set(frame, masked);
    return masked;
  }

  #shown({ code, reason, values }: CoincallError): CoincallError {
    const shown = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? this.#redaction.redact(value) : value,
    ]);
    return new CoincallError(code, reason, Object.fromEntries(shown));
  }
}
