import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** As a flag of the program it would have to be known before anybody wants it. */
setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes that are held in the heap and beside it, after a collection of garbage. */
export function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Bytes more that are held after something was done, with all that it gave. */
export function growthBy(action: () => unknown): number {
  const before = heldBytes();
  const given = action();
  const growth = heldBytes() - before;
  // Looked at behind the collection, so that it is not collected.
  if (given === collectGarbage) throw new Error("never");
  return growth;
}
