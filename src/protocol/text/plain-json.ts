/**
 * JSON whose numbers are mostly written as strings, read straight into numbers.
 *
 * The exchange writes `"mp":"1923.60430029"` (docs/protocol.md, "What breaks a careless decoder", 2), frame after frame
 * with the same fields in the same order. JSON.parse makes a string of each, for somebody else to make a number of; for
 * a chain of 200 options that is twice the work of this. Whatever is not plain is left to JSON.parse.
 */

import { isAscii } from "node:buffer";
import type { RowKind } from "./row-kind";
import { canLearn, learn, type Shape, shapeOf } from "./shape";

const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;
const LARGE_E = 0x45;
const SMALL_E = 0x65;
const N = 0x6e;
const NULL = new TextEncoder().encode("null");
const NOTHING = Buffer.alloc(0);

/** What is thrown, and caught here, at the first character that is not plain. */
const NOT_PLAIN = Symbol("not plain");
/** Bytes; a longer text is left to JSON.parse. */
const LONGEST = 1024 * 1024;
/** Both exact, so that their quotient is rounded once, as the double of the same digits is. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** Reads texts that are alike; it remembers in which order the fields came last. */
export class PlainJson {
  readonly #root: Shape;
  /** Bytes, not a string: they are read several times as fast as characters are, and no string need be made. */
  #bytes: Buffer = NOTHING;
  #at = 0;

  /** @param kind of the object that a text is; objects of no known kind are not read */
  constructor(kind: RowKind) {
    this.#root = shapeOf(kind);
  }

  /**
   * What JSON.parse gives, but only the fields that are known, and with a number for each string that is a decimal,
   * with or without spaces behind it. `undefined` for a text that is not plain: with spaces between values, escapes,
   * letters beyond ASCII, `true` or `false`, objects where none are known, or no JSON at all.
   */
  parse(text: Buffer): object | undefined {
    if (text.length > LONGEST || !isAscii(text)) return undefined;
    this.#bytes = text;
    this.#at = 0;
    try {
      const object = this.#object(this.#root);
      return this.#at === text.length ? object : undefined;
    } catch (thrown) {
      if (thrown === NOT_PLAIN) return undefined;
      throw thrown;
    } finally {
      this.#bytes = NOTHING;
    }
  }

  /** @param shape of the objects that may be here */
  #value(shape: Shape | undefined): unknown {
    switch (this.#bytes[this.#at]) {
      case QUOTE:
        return this.#string();
      case OPEN_BRACE:
        return this.#object(shape);
      case OPEN_BRACKET:
        return this.#list(shape);
      case N:
        return this.#null();
      default:
        return this.#number();
    }
  }

  #object(shape: Shape | undefined): object {
    if (!shape) throw NOT_PLAIN;
    this.#skip(OPEN_BRACE);
    const values = shape.absent.slice();
    for (let index = 0; this.#bytes[this.#at] !== CLOSE_BRACE; index += 1) {
      if (index > 0) this.#skip(COMMA);
      const literal = shape.literals[index];
      if (literal !== undefined && this.#isNext(literal)) this.#at += literal.length;
      else this.#learn(shape, index);
      const place = shape.places[index] as number;
      const value = this.#value(shape.below[index]);
      if (place >= 0) values[place] = value;
    }
    this.#at += 1;
    return shape.kind.create(values);
  }

  /** Another key than the last time: what was known from here on is forgotten. */
  #learn(shape: Shape, index: number): void {
    const start = this.#at;
    this.#skip(QUOTE);
    const key = this.#plainText();
    this.#skip(COLON);
    if (!canLearn(shape, index, key)) throw NOT_PLAIN;
    learn(shape, index, key, Uint8Array.from(this.#bytes.subarray(start, this.#at)));
  }

  #isNext(literal: Uint8Array): boolean {
    const bytes = this.#bytes;
    const start = this.#at;
    for (let at = 0; at < literal.length; at += 1) if (bytes[start + at] !== literal[at]) return false;
    return true;
  }

  #list(shape: Shape | undefined): unknown[] {
    this.#at += 1;
    const list: unknown[] = [];
    while (this.#bytes[this.#at] !== CLOSE_BRACKET) {
      if (list.length > 0) this.#skip(COMMA);
      // A list in a list would be one of no known kind, and could go on without end.
      if (this.#bytes[this.#at] === OPEN_BRACKET) throw NOT_PLAIN;
      list.push(this.#value(shape));
    }
    this.#at += 1;
    return list;
  }

  #null(): null {
    if (!this.#isNext(NULL)) throw NOT_PLAIN;
    this.#at += NULL.length;
    return null;
  }

  #string(): number | string {
    this.#at += 1;
    const start = this.#at;
    const number = this.#decimal();
    while (this.#bytes[this.#at] === SPACE) this.#at += 1;
    if (number !== undefined && this.#bytes[this.#at] === QUOTE) {
      this.#at += 1;
      return number;
    }
    this.#at = start;
    return this.#plainText();
  }

  #number(): number {
    const first = this.#bytes[this.#at] === MINUS ? this.#at + 1 : this.#at;
    // JSON knows no 007.
    const isPadded = this.#bytes[first] === ZERO && isDigit(this.#bytes[first + 1]);
    const number = this.#decimal();
    const next = this.#bytes[this.#at];
    const isWhole = next === COMMA || next === CLOSE_BRACE || next === CLOSE_BRACKET;
    if (number === undefined || isPadded || !isWhole) throw NOT_PLAIN;
    return number;
  }

  /** The decimal that begins here; `undefined` where none does, or one with more digits than a double keeps. */
  #decimal(): number | undefined {
    const bytes = this.#bytes;
    const isNegative = bytes[this.#at] === MINUS;
    let at = isNegative ? this.#at + 1 : this.#at;
    const start = at;
    let digits = 0;
    for (; isDigit(bytes[at]); at += 1) digits = digits * 10 + (bytes[at] as number) - ZERO;
    let places = 0;
    if (bytes[at] === POINT) {
      at += 1;
      const point = at;
      for (; isDigit(bytes[at]); at += 1) digits = digits * 10 + (bytes[at] as number) - ZERO;
      places = at - point;
      if (places === 0 || point === start + 1) return undefined;
    }
    if (at === start || digits > Number.MAX_SAFE_INTEGER) return undefined;
    this.#at = at;
    const exponent = isExponentSign(bytes[at]) ? this.#exponent() : 0;
    const power = POWERS[Math.abs(exponent - places)];
    if (power === undefined) return undefined;
    const value = exponent > places ? digits * power : digits / power;
    return isNegative ? -value : value;
  }

  /** As in `0E-8`; NaN where there are no digits. */
  #exponent(): number {
    const bytes = this.#bytes;
    this.#at += 1;
    const sign = bytes[this.#at];
    if (sign === MINUS || sign === PLUS) this.#at += 1;
    const start = this.#at;
    let exponent = 0;
    for (; isDigit(bytes[this.#at]); this.#at += 1)
      exponent = exponent * 10 + (bytes[this.#at] as number) - ZERO;
    if (this.#at === start) return Number.NaN;
    return sign === MINUS ? -exponent : exponent;
  }

  /** A text up to the quote behind it, which is passed. */
  #plainText(): string {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    // An escape or a control character means something else in JSON, or nothing at all.
    for (; bytes[at] !== QUOTE; at += 1) if (isControl(bytes[at]) || bytes[at] === BACKSLASH) throw NOT_PLAIN;
    this.#at = at + 1;
    return bytes.toString("latin1", start, at);
  }

  #skip(expected: number): void {
    if (this.#bytes[this.#at] !== expected) throw NOT_PLAIN;
    this.#at += 1;
  }
}

function isExponentSign(code: number | undefined): boolean {
  return code === SMALL_E || code === LARGE_E;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= ZERO && code <= NINE;
}

/** So is what is behind the end. */
function isControl(code: number | undefined): boolean {
  return code === undefined || code < SPACE;
}
