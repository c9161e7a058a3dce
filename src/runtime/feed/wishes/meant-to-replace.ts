import { parseRollingChain, parseRollingOption } from "../../../market/rolling/names/parse";
import { isProblem } from "../../../market/rolling/problem";
import type { Addressing } from "../../../protocol/channels";
import { symbolsIn } from "../../../protocol/symbols/symbol-list";
import { isPlainSymbol, parseChain, parseOption } from "../../../protocol/symbols/symbols";

/**
 * Whether a payload is what a drop-down sends: a symbol, a list of them, or an empty list. An ordinary word is none,
 * though a symbol could be spelled so. Source: docs/contract.md, "Messages in".
 */
export function namesWhatToWatch(payload: unknown, addressing: Addressing): boolean {
  if (addressing === "account") return false;
  if (typeof payload === "string") return areNames(payload, addressing);
  if (!Array.isArray(payload) || !payload.every((item) => typeof item === "string")) return false;
  return payload.length === 0 || areNames(payload, addressing);
}

function areNames(list: string | readonly string[], addressing: Addressing): boolean {
  const names = symbolsIn(list);
  return names.length > 0 && names.every((name) => isName(name, addressing));
}

function isName(name: string, addressing: Addressing): boolean {
  return isUnderlying(name) || isOptionName(name) || (addressing === "chain" && isChainName(name));
}

/** As the exchange writes them all, `BTCUSD`. */
function isUnderlying(name: string): boolean {
  return isPlainSymbol(name) && /.USD[TC]?$/.test(name);
}

function isOptionName(name: string): boolean {
  return parseOption(name) !== undefined || !isProblem(parseRollingOption(name));
}

function isChainName(name: string): boolean {
  return parseChain(name) !== undefined || !isProblem(parseRollingChain(name));
}
