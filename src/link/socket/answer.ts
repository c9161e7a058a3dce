import type { IncomingMessage } from "node:http";
import { CoincallError } from "../../protocol/error";
import { parseJson } from "../../protocol/text/json";
import { words } from "../../protocol/text/words";

/** Bytes; what is worth reading of it stands at the beginning. */
const LONGEST = 16_384;
/** ms; a server that goes on and on must not put the end off. */
const DEADLINE = 1_000;

/** The body of an answer, or what came of it in time. */
export async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => response.destroy(), DEADLINE);
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= LONGEST) break;
    }
  } catch {
    // It ended in the middle: what came will do.
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).subarray(0, LONGEST).toString();
}

/** What an answer says to people: a text, the message in some JSON, or the title of a page. */
export function wordsIn(body: string): string {
  const page = /<title>([^<]*)/i.exec(body);
  if (page) return page[1]?.trim() ?? "";
  try {
    const { msg, message, error } = Object(parseJson(body)) as Record<string, unknown>;
    return [msg, message, error].find((text) => typeof text === "string") ?? "";
  } catch {
    return /^\s*</.test(body) ? "" : body.trim();
  }
}

/** The error of an answer in place of a connection: `refused`, or `refusedBecause` where it says something. */
export function answerError(
  code: CoincallError["code"],
  reason: string,
  values: Readonly<Record<string, number>>,
  said: string,
): CoincallError {
  const told = words(said).trim();
  return told === ""
    ? new CoincallError(code, reason, values)
    : new CoincallError(code, `${reason}Because`, { ...values, words: told });
}
