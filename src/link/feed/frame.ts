import { classify, type Incoming, notice } from "../../protocol/frames";
import { parseExactly, parseJson } from "../../protocol/text/json";
import type { PlainJson } from "../../protocol/text/plain-json";

const NOTHING = Buffer.alloc(0);

/**
 * A frame as it came: made a text, and parsed, when somebody first wants to know what is in it, and then not again.
 * Most frames are dropped or replaced by a newer one before that.
 */
export class Frame {
  /** ms since 1970, this machine's clock. */
  readonly received: number;
  #bytes: Buffer;
  #text: string | undefined;
  #content: Incoming | undefined;
  #isExact = false;
  #plainContent: Incoming | undefined;

  /** @param bytes a text in UTF-8; they must not change any more */
  constructor(bytes: Buffer, received: number) {
    this.#bytes = bytes;
    this.received = received;
  }

  get text(): string {
    this.#text ??= this.#bytes.toString();
    return this.#text;
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
    const content = parser.parse(this.#bytes);
    if (content !== undefined) this.#plainContent = classify(content);
    return this.#plainContent;
  }

  /** Bytes. */
  get size(): number {
    return this.#bytes.length;
  }

  /** Forgets what was made of it: those who keep it hardly ever look at it again, and it is many times as large. */
  forget(): void {
    this.#text = undefined;
    this.#content = undefined;
    this.#plainContent = undefined;
  }

  /** Copies its bytes to the beginning of a buffer that has room for them. */
  copyTo(target: Buffer): void {
    target.set(this.#bytes);
  }

  /** The same frame for somebody who wants no more of it than when it came. */
  withoutText(): Frame {
    return new Frame(NOTHING, this.received);
  }

  /** Keeps no more memory than it needs: it can be a small part of all that the socket read at once. */
  keep(): void {
    if (this.#bytes.length * 2 > this.#bytes.buffer.byteLength) return;
    const own = Buffer.allocUnsafeSlow(this.#bytes.length);
    this.#bytes.copy(own);
    this.#bytes = own;
  }

  #parse(): Incoming {
    try {
      return classify(this.#isExact ? parseExactly(this.text) : parseJson(this.text));
    } catch {
      // The exchange sends some errors as bare text.
      return notice(this.text);
    }
  }
}
