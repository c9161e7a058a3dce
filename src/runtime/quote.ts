import { inspect } from "node:util";
import { words } from "../protocol/text/words";

/** Characters. */
const LONGEST_QUOTE = 40;
const BRIEFLY = { depth: 0, maxArrayLength: 3, maxStringLength: LONGEST_QUOTE };

/** What a flow wrote, whatever it is, short enough for a sentence, and for a log without what a terminal would act on. */
export function quote(value: unknown): string {
  return words(typeof value === "string" ? value : inspect(value, BRIEFLY), LONGEST_QUOTE);
}
