import { CUT, LONGEST_WORDS } from "../protocol/text/words";
import { SecretSearch, type Span } from "./secrets/search";
import { Unescaped } from "./secrets/unescaped";

const MASK = "•••";

/** A stretch of text from where a pattern begins to match up to where the other does. */
interface Stretch {
  readonly begin: RegExp;
  readonly end: RegExp;
  /** What it must hold besides. */
  readonly holds?: RegExp;
}

/**
 * What holds a signature, also without its name before it: SHA-256 in hex, which is never of digits alone, and may
 * stand next to other such digits.
 */
const SIGNATURE: Stretch = { begin: /(?<![0-9a-f])[0-9a-f]{64}/gi, end: /[^0-9a-f]/gi, holds: /[a-f]/i };
/** What is left of one, as long as gives anything away, where the exchange's words were cut; half an escape may follow. */
const CUT_SIGNATURE: Stretch = {
  begin: new RegExp(String.raw`(?<![0-9a-f])[0-9a-f]{12,63}(?=\S{0,16}${CUT}$)`, "gi"),
  end: /[^0-9a-f]/gi,
  holds: /[a-f]/i,
};
const NAMED_SECRET: Stretch = { begin: /(?<=(?:sign|apiKey|uuid)=)[^&\s"]/gi, end: /[&\s"]/g };
/** Control characters, direction marks and the like, which a terminal or a page would act on. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;

/** Keeps the secrets of a connection out of what is shown of the exchange's texts, however the exchange spells them. */
export class Redaction {
  readonly #search: SecretSearch;

  constructor(secrets: readonly string[]) {
    this.#search = new SecretSearch(secrets);
  }

  /** A text of the exchange as it may be shown: without secrets, without what a terminal or a page would act on, short. */
  redact(text: string): string {
    const shown = this.#without(text, [SIGNATURE, CUT_SIGNATURE, NAMED_SECRET]);
    const printable = shown.slice(0, LONGEST_WORDS).replace(UNPRINTABLE, " ");
    return shown.length > LONGEST_WORDS ? `${printable}${CUT}` : printable;
  }

  /** A text of the exchange with all that it says, but for secrets. */
  mask(text: string): string {
    return this.#without(text, [SIGNATURE]);
  }

  #without(text: string, stretches: readonly Stretch[]): string {
    const unescaped = new Unescaped(text);
    const spans = [
      ...this.#search.in(unescaped.text),
      ...stretches.flatMap((stretch) => spansOf(unescaped.text, stretch)),
    ];
    return masked(
      text,
      spans.map(([from, to]) => [unescaped.placeOf(from), unescaped.placeOf(to)]),
    );
  }
}

/** Not by one pattern: without a limit to its repetitions it takes too much memory for a long text. */
function spansOf(text: string, { begin, end, holds }: Stretch): Span[] {
  const spans: Span[] = [];
  begin.lastIndex = 0;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    end.lastIndex = begin.lastIndex;
    const to = end.exec(text)?.index ?? text.length;
    if (!holds || holds.test(text.slice(found.index, to))) spans.push([found.index, to]);
    begin.lastIndex = to;
  }
  return spans;
}

/** Spans that overlap get one mask. */
function masked(text: string, spans: readonly Span[]): string {
  let shown = "";
  let end = 0;
  for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
    if (from >= end) shown += text.slice(end, from) + MASK;
    end = Math.max(end, to);
  }
  return shown + text.slice(end);
}
