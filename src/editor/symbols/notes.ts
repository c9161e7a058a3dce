import { endInWords } from "../rolling/going-on";
import type { Standings } from "../rolling/standings";
import { isRollingName, writingProblemOf } from "../rolling/takes";
import { nowInShort, nowInWords, problemInWords } from "../rolling/wording";
import type { Marking, Note } from "./chips";
import { wordsOf } from "./mark-words";

/** What a chip tells: what is wrong with its symbol, what a rolling name is now, or when an option ends. */
export function noteOf(symbol: string, marking: Marking, standings: Standings, now: number): Note {
  const kind = marking(symbol);
  if (kind !== undefined) {
    const problem = writingProblemOf(symbol);
    return { kind, word: wordsOf(kind), sentence: problem ? problemInWords(problem) : "" };
  }
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
