import type { Endpoint } from "../../protocol/channels";
import type { Mark } from "../market/marks";
import { otherThan } from "../market/places";
import { endInWords } from "../rolling/going-on";
import type { Standings } from "../rolling/standings";
import { isRollingName, writingProblemOf } from "../rolling/takes";
import { nowInShort, nowInWords, problemInWords } from "../rolling/wording";
import { text } from "../texts";
import { wordsOf } from "./mark-words";
import type { Marking, Note } from "./note";
import { marketInWords } from "./other-market";

/** What a chip tells: what is wrong with its symbol, what a rolling name is now, or when an option ends. */
export function noteOf(
  symbol: string,
  marking: Marking,
  standings: Standings,
  endpoint: Endpoint,
  now: number,
): Note {
  const kind = marking(symbol);
  if (kind !== undefined)
    return { kind, word: wordsOf(kind), sentence: faultInWords(symbol, kind, endpoint) };
  if (!isRollingName(symbol)) return { word: "", sentence: endInWords(symbol, now) };
  const standing = standings.of(symbol);
  const isNothing = typeof standing === "object" && "problem" in standing;
  const words = nowInWords(symbol, standing);
  return {
    kind: isNothing ? "nothing" : "rolling",
    word: nowInShort(standing),
    sentence: words === "" ? symbol : `${symbol}: ${words}`,
  };
}

/** Empty where the mark says it all. */
function faultInWords(symbol: string, mark: Mark, endpoint: Endpoint): string {
  if (mark === "otherMarket")
    return text("picking.onMarket", { symbol, market: marketInWords(otherThan(endpoint)) });
  const problem = writingProblemOf(symbol);
  return problem ? problemInWords(problem) : "";
}
