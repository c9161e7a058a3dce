import { isPlainSymbol, isSymbol, underlyingOf } from "../../../protocol/symbols/symbols";
import { isProblem, type Problem, type WritingReason } from "../problem";
import type { ExpiryRule, RollingChain, RollingOption } from "../rule";
import { parseExpiryWord } from "./parse-expiry";
import { parseStrikeWord } from "./parse-strike";
import { shortened, type Wrong } from "./word";

/** A strike may have a dash of its own: `ATM-1`. */
const OPTION = /^([^-]*)-([^-]*)-(.*)-([^-]*)$/;
const CHAIN = /^([^-]*)-([^-]*)$/;

/**
 * Reads the name of an option that rolls, `BTCUSD-W-ATM-C`, in upper or lower case; or says what is wrong with it. What
 * can be listed, `BTCUSD-27DEC26-100000-C`, never is one. Source: docs/rolling-options.md, "How a name is written".
 */
export function parseRollingOption(text: string): RollingOption | Problem<WritingReason> {
  const name = nameIn(text);
  if (isSymbol(name)) return named({ reason: "rollingNot" }, name);
  const [, base = "", expiryWord = "", strikeWord = "", right = ""] = partsOf(name, OPTION);
  if (!isUnderlying(base)) return named({ reason: "rollingMalformed" }, name);
  const expiry = parseExpiryWord(expiryWord);
  if ("reason" in expiry) return named(expiry, name);
  const strike = parseStrikeWord(strikeWord);
  if ("reason" in strike) return named(strike, name);
  if (right !== "C" && right !== "P") return named({ reason: "rollingRightUnknown", word: right }, name);
  return { underlying: underlyingOf(base), expiry, strike, right: right === "C" ? "call" : "put" };
}

/** The same for a chain, `BTCUSD-W`. One that says its day is none. */
export function parseRollingChain(text: string): RollingChain | Problem<WritingReason> {
  const name = nameIn(text);
  const [, base = "", expiryWord = ""] = partsOf(name, CHAIN);
  if (!isUnderlying(base)) return named({ reason: "rollingChainMalformed" }, name);
  const expiry = parseRollingExpiry(expiryWord);
  return isProblem(expiry)
    ? { ...expiry, values: { ...expiry.values, name: shortened(name) } }
    : { underlying: underlyingOf(base), expiry };
}

/** The same for an expiry alone, `W`. A day is none. */
export function parseRollingExpiry(text: string): ExpiryRule | Problem<WritingReason> {
  const name = nameIn(text);
  const expiry = parseExpiryWord(name);
  if ("reason" in expiry) return named(expiry, name);
  return expiry.kind === "day" ? named({ reason: "rollingNot" }, name) : expiry;
}

/** Also with the currency that is understood, with which a long name can be one too long. */
function isUnderlying(base: string): boolean {
  return isPlainSymbol(base) && isPlainSymbol(underlyingOf(base));
}

function nameIn(text: string): string {
  return text.trim().toUpperCase();
}

function partsOf(name: string, pattern: RegExp): readonly string[] {
  return pattern.exec(name) ?? [];
}

function named({ reason, word, ...values }: Wrong, name: string): Problem<WritingReason> {
  const quoted = word === undefined ? {} : { word: shortened(word) };
  return { reason, values: { name: shortened(name), ...quoted, ...values } };
}
