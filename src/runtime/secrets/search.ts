import { withoutTrailing } from "../../protocol/text/trailing";
import { Unescaped } from "./unescaped";

/** A run of so many characters of a secret gives the rest away; a shorter secret is one only as a whole. */
const TELLING = 12;

/** From the first character up to, and without, the last. */
export type Span = readonly [from: number, to: number];

interface Origin {
  readonly spelling: string;
  readonly at: number;
}

/**
 * Finds secrets in texts without escapes, also in part and in other spellings. A text is looked at in steps so short
 * that no telling run fits between them: what stands there is looked up among all pieces of the secrets, and only what
 * is one of them is looked at closely. So the work grows with the text and not with the secrets.
 */
export class SecretSearch {
  /** Each piece of `#step` characters, and where it comes from. */
  readonly #pieces = new Map<string, Origin[]>();
  readonly #step: number;

  constructor(secrets: readonly string[]) {
    const spellings = [...new Set(secrets.flatMap(spellingsOf))].filter((spelling) => spelling !== "");
    const shortest = Math.min(TELLING, ...spellings.map(telling));
    this.#step = Math.ceil(shortest / 2);
    for (const spelling of spellings) this.#learn(spelling);
  }

  in(text: string): Span[] {
    const spans: Span[] = [];
    if (this.#pieces.size === 0) return spans;
    const small = inSmallLetters(text);
    for (let at = 0; at + this.#step <= small.length; ) {
      const span = this.#around(small, at);
      if (span) spans.push(span);
      at = span ? span[1] : at + this.#step;
    }
    return spans;
  }

  #learn(spelling: string): void {
    for (let at = 0; at + this.#step <= spelling.length; at += 1) {
      const piece = spelling.slice(at, at + this.#step);
      this.#pieces.set(piece, [...(this.#pieces.get(piece) ?? []), { spelling, at }]);
    }
  }

  /** The longest run with what stands at a place in it; `undefined` when none is telling. */
  #around(text: string, at: number): Span | undefined {
    const runs = (this.#pieces.get(text.slice(at, at + this.#step)) ?? [])
      .map((origin) => ({ run: runAround(text, at, origin), least: telling(origin.spelling) }))
      .filter(({ run: [from, to], least }) => to - from >= least)
      .map(({ run }) => run);
    return runs.sort(([a, b], [c, d]) => d - c - (b - a))[0];
  }
}

function runAround(text: string, at: number, { spelling, at: origin }: Origin): Span {
  let before = 0;
  while (before < Math.min(at, origin) && text[at - before - 1] === spelling[origin - before - 1])
    before += 1;
  let after = 0;
  while (origin + after < spelling.length && text[at + after] === spelling[origin + after]) after += 1;
  return [at - before, at + after];
}

/** How many characters of a spelling give it away. The padding of base64 is often left out. */
function telling(spelling: string): number {
  return Math.min(TELLING, withoutTrailing(spelling, "=").length || spelling.length);
}

/** As it is, and as programs write bytes. */
function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = [bytes.toString("hex"), ...[0, 1, 2].map((before) => base64Of(bytes, before))];
  return [
    // It can hold what looks like an escape.
    new Unescaped(secret).text,
    // What is percent-encoded are the bytes.
    bytes.toString("latin1"),
    ...encoded.filter((spelling) => telling(spelling) === TELLING),
  ]
    .flatMap(withOtherSigns)
    .map(inSmallLetters);
}

/** Base64 of three bytes is four characters: it looks different after one or two bytes of something else. */
function base64Of(bytes: Buffer, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
  return encoded.slice(Math.ceil((before * 8) / 6));
}

/** With the space that servers read in place of a `+`, and in the other alphabet of base64. */
function withOtherSigns(spelling: string): string[] {
  return [spelling, spelling.replaceAll("+", " "), spelling.replaceAll("+", "-").replaceAll("/", "_")];
}

/** As long as before: there is only one letter whose small form is longer. */
function inSmallLetters(text: string): string {
  return text.replaceAll("İ", "I").toLowerCase();
}
