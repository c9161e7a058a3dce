/**
 * What a push is about, seen without parsing it.
 *
 * Most frames are dropped or thinned out, and JSON.parse is most of what a frame costs. So a frame is looked at first:
 * only one of the plainest form is understood, compact JSON whose envelope holds nothing but numbers beside `d`. For
 * any other there is the parser. Source: PROTOCOL.md, "Two dialects" and "Channels".
 */

import { Names } from "./names";

export interface Glance {
  readonly dt: number;
  /** When it was sent, ms since 1970, the exchange's clock. */
  readonly sent: number | undefined;
  /** The symbols in `d`, as written, in their order: one for each row that has one. */
  readonly symbols: readonly string[];
}

const NUMBERS = String.raw`"(?:c|dt|p|ts)":"?\d{1,20}"?`;
const HEAD = new RegExp(String.raw`^\{(?:${NUMBERS},){0,4}"d":(?:\[|(?=\{))`);
const TAIL = new RegExp(String.raw`[}\]](?:,${NUMBERS}){0,4}\}$`);
const DATA_TYPE = /"dt":"?(\d{1,4})\b/;
const SENT = /"ts":"?(\d{1,16})\b/;
/** Longer than any envelope behind `d`. */
const TAIL_LENGTH = 128;
const SYMBOL = 's":"';

/** Looks at frames, and remembers the lists of symbols that it saw: a chain has the same ones in every frame. */
export class Glances {
  readonly #names = new Names();
  readonly #lists = new Map<string, SymbolList>();

  /** `undefined` for whatever is no plain push with symbols in it. */
  at(text: string): Glance | undefined {
    const head = HEAD.exec(text)?.[0];
    const tail = head && TAIL.exec(text.slice(-TAIL_LENGTH))?.[0];
    if (!head || !tail) return undefined;
    const dt = DATA_TYPE.exec(head) ?? DATA_TYPE.exec(tail);
    const symbols = this.#symbolsIn(text, head.length, head.endsWith("["));
    if (!dt || !symbols) return undefined;
    const sent = SENT.exec(head) ?? SENT.exec(tail);
    return { dt: Number(dt[1]), sent: sent ? Number(sent[1]) : undefined, symbols };
  }

  #symbolsIn(text: string, start: number, isList: boolean): readonly string[] | undefined {
    if (!text.startsWith(ROW_START, start)) return this.#namesOf(symbolsIn(text, start));
    const first = text.slice(start + ROW_START.length, text.indexOf('"', start + ROW_START.length));
    if (!isList) return isPlain(first) ? [this.#names.of(first)] : undefined;
    const known = this.#lists.get(first);
    if (known && isRepeated(known, text, start)) return known.symbols;
    const symbols = this.#namesOf(symbolsIn(text, start));
    if (symbols && symbols.length > 1) this.#remember(symbols);
    return symbols;
  }

  #namesOf(symbols: readonly string[] | undefined): readonly string[] | undefined {
    return symbols?.map((symbol) => this.#names.of(symbol));
  }

  #remember(symbols: readonly string[]): void {
    if (this.#lists.size >= REMEMBERED) this.#lists.clear();
    this.#lists.set(symbols[0] as string, {
      symbols,
      rowStarts: symbols.map((symbol) => `${ROW_START}${symbol}"`),
    });
  }
}

interface SymbolList {
  readonly symbols: readonly string[];
  /** How each row begins: `{"s":"BTCUSD-27DEC26-100000-C"`. */
  readonly rowStarts: readonly string[];
}

const ROW_START = '{"s":"';
/** Lists: more than the exchange has expiries. */
const REMEMBERED = 256;

/** Whether every object from here on begins like the row in its place, and there are as many. */
function isRepeated({ rowStarts }: SymbolList, text: string, start: number): boolean {
  let at = start;
  for (const rowStart of rowStarts) {
    at = text.indexOf("{", at);
    if (at < 0 || !text.startsWith(rowStart, at)) return false;
    at += rowStart.length;
  }
  return text.indexOf("{", at) < 0;
}

/** `undefined` when there is none, or one that is not written plainly. */
function symbolsIn(text: string, start: number): readonly string[] | undefined {
  const symbols: string[] = [];
  // Looked for from the s on: a quote stands at every key and value, an s at few.
  for (let at = text.indexOf(SYMBOL, start); at >= 0; at = text.indexOf(SYMBOL, at)) {
    const isKey = text[at - 1] === '"';
    at += SYMBOL.length;
    if (!isKey) continue;
    const end = text.indexOf('"', at);
    const symbol = text.slice(at, end);
    if (end < 0 || !isPlain(symbol)) return undefined;
    symbols.push(symbol);
    at = end;
  }
  return symbols.length > 0 ? symbols : undefined;
}

function isPlain(symbol: string): boolean {
  return !symbol.includes("\\");
}
