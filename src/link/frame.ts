import { classify, type Incoming } from "../protocol/frames";
import { parseExactly, parseJson } from "../protocol/json";
import type { PlainJson } from "../protocol/plain-json";

/** A frame as it came: parsed when somebody first wants to know what is in it, and then not again. */
export class Frame {
  readonly text: string;
  /** ms since 1970, this machine's clock. */
  readonly received: number;
  #content: Incoming | undefined;
  #isExact = false;
  #plainContent: Incoming | undefined;

  constructor(text: string, received: number) {
    this.text = text;
    this.received = received;
  }

  /** @param exactly whether every number must keep its digits */
  read(exactly: boolean): Incoming {
    if (this.#content && (this.#isExact || !exactly)) return this.#content;
    this.#isExact = exactly;
    this.#content = this.#parse();
    return this.#content;
  }

  /** The same, with a number for each text that is one, where the parser for plain texts can read it. */
  readPlainly(parser: PlainJson): Incoming | undefined {
    if (this.#plainContent) return this.#plainContent;
    const content = parser.parse(this.text);
    if (content !== undefined) this.#plainContent = classify(content);
    return this.#plainContent;
  }

  #parse(): Incoming {
    try {
      return classify(this.#isExact ? parseExactly(this.text) : parseJson(this.text));
    } catch {
      // The exchange sends some errors as bare text.
      return { kind: "notice", text: this.text };
    }
  }
}
