/** A copy of a name that was cut out of a frame: the engine keeps a whole text as long as somebody has a part of it. */
export function copyOfName(part: string): string {
  return Buffer.from(part).toString();
}
