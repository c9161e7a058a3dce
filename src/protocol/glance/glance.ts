/**
 * What a push is about, seen without parsing it.
 *
 * Most frames are dropped or thinned out, and to make a text of one and parse it is most of what it costs. So its bytes
 * are looked at first: only a frame of the plainest form is understood, compact JSON whose envelope holds nothing but
 * numbers beside `d`. For any other there is the parser. Source: docs/protocol.md, "Two dialects" and "Channels".
 */

import { LONGEST_NAME, MOST_ROWS } from "../limits";
import { copyOfName } from "../text/names";
import { ROW_START } from "./row-starts";
import { SymbolLists } from "./symbol-lists";

/** There is one a frame, and so it has a constructor: see docs/performance.md. */
export class Glance {
  readonly dt: number;
  /** When it was sent, ms since 1970, the exchange's clock. */
  readonly sent: number | undefined;
  /** The symbols in `d`, as written, in their order: one for each row that has one. */
  readonly symbols: readonly string[];

  constructor(dt: number, sent: number | undefined, symbols: readonly string[]) {
    this.dt = dt;
    this.sent = sent;
    this.symbols = symbols;
  }
}

const NUMBERS = String.raw`"(?:c|dt|p|ts)":"?\d{1,20}"?`;
const HEAD = new RegExp(String.raw`^\{(?:${NUMBERS},){0,4}"d":(?:\[|(?=\{))`);
const TAIL = new RegExp(String.raw`[}\]](?:,${NUMBERS}){0,4}\}$`);
const DATA_TYPE = /"dt":"?(\d{1,4})\b/;
const SENT = /"ts":"?(\d{1,16})\b/;
/** Bytes; longer than any envelope before `d` with the first symbol behind it. */
const HEAD_LENGTH = 192;
/** Bytes; longer than any envelope behind `d`. */
const TAIL_LENGTH = 128;
const SYMBOL = 's":"';
/** Names that are remembered, in all lists together: several times as many as an exchange lists options of a coin. */
const MOST_NAMES = 10_000;
/** The same of lists that nobody wants: what is pushed all the same is dropped at a glance. */
const MOST_UNWANTED = 1_000;

/** Looks at frames, and remembers the lists of symbols that it saw: a chain has the same ones in every frame. */
export class Glances {
  readonly #isWanted: (dt: number, symbols: readonly string[]) => boolean;
  readonly #wanted = new SymbolLists(MOST_NAMES);
  readonly #unwanted = new SymbolLists(MOST_UNWANTED);

  /** @param isWanted whether somebody asked for what has such rows; asked of a list that is not remembered */
  constructor(isWanted: (dt: number, symbols: readonly string[]) => boolean = () => true) {
    this.#isWanted = isWanted;
  }

  /**
   * `undefined` for whatever is no plain push with symbols in it.
   *
   * @param frame a text in UTF-8
   */
  at(frame: Buffer): Glance | undefined {
    const start = frame.toString("latin1", 0, HEAD_LENGTH);
    const head = HEAD.exec(start)?.[0];
    const tail = head && TAIL.exec(frame.toString("latin1", Math.max(0, frame.length - TAIL_LENGTH)))?.[0];
    if (!head || !tail) return undefined;
    const type = DATA_TYPE.exec(head) ?? DATA_TYPE.exec(tail);
    if (!type) return undefined;
    const dt = Number(type[1]);
    const symbols = this.#symbolsIn(frame, start, head, dt);
    if (!symbols) return undefined;
    const sent = SENT.exec(head) ?? SENT.exec(tail);
    return new Glance(dt, sent ? Number(sent[1]) : undefined, symbols);
  }

  /**
   * @param start of the frame
   * @param head what is before the rows
   */
  #symbolsIn(frame: Buffer, start: string, head: string, dt: number): readonly string[] | undefined {
    const first = firstSymbolIn(start, head.length);
    const isList = head.endsWith("[");
    // Not copied: what it is a part of is hardly longer than itself. Not a literal: there is one a frame.
    if (first !== undefined && !isList) return Array.of(first);
    const known = first === undefined ? undefined : (this.#wanted.get(first) ?? this.#unwanted.get(first));
    if (known?.rowStarts.areIn(frame, head.length)) return known.symbols;
    const symbols = symbolsIn(frame.toString(), head.length);
    return symbols && this.#copied(symbols, dt);
  }

  /** The same list as it may be kept: without the text of the frame that its symbols are parts of. */
  #copied(symbols: readonly string[], dt: number): readonly string[] {
    const copies = symbols.map(copyOfName);
    const [first = ""] = copies;
    if (copies.length > 1) {
      const isWanted = this.#isWanted(dt, copies);
      const [own, other] = isWanted ? [this.#wanted, this.#unwanted] : [this.#unwanted, this.#wanted];
      other.delete(first);
      own.add(copies);
    }
    return copies;
  }
}

/** The symbol of a row that names it first; `undefined` for another row, or one that is not written plainly. */
function firstSymbolIn(start: string, at: number): string | undefined {
  if (!start.startsWith(ROW_START, at)) return undefined;
  const end = start.indexOf('"', at + ROW_START.length);
  const symbol = end < 0 ? "" : start.slice(at + ROW_START.length, end);
  return PLAIN.test(symbol) ? symbol : undefined;
}

/** `undefined` when there is none, or one that is not written plainly, or more than a frame may have rows. */
function symbolsIn(text: string, start: number): readonly string[] | undefined {
  const symbols: string[] = [];
  // Looked for from the s on: a quote stands at every key and value, an s at few.
  for (let at = text.indexOf(SYMBOL, start); at >= 0; at = text.indexOf(SYMBOL, at)) {
    const isKey = text[at - 1] === '"';
    at += SYMBOL.length;
    if (!isKey) continue;
    const end = text.indexOf('"', at);
    const symbol = text.slice(at, end);
    if (end < 0 || !PLAIN.test(symbol)) return undefined;
    if (symbols.push(symbol) > MOST_ROWS) return undefined;
    at = end;
  }
  return symbols.length > 0 ? symbols : undefined;
}

/** Printable ASCII, without escapes, and no longer than a symbol. */
const PLAIN = new RegExp(String.raw`^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,${LONGEST_NAME}}$`);
