/** What stands behind the question mark of a call. */

import { CallRefused } from "./answers";

/**
 * ms since 1970; `undefined` where it is not given.
 *
 * @throws {CallRefused}
 */
export function timeOf(query: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = query.get(name);
  if (text === undefined || text === "") return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new CallRefused("parameter", `${name} must be ms since 1970`);
}
