/**
 * A text without the character that it ends with, however often. Not by a pattern: that would begin anew at each of
 * them where they are not at the end.
 */
export function withoutTrailing(text: string, character: string): string {
  let end = text.length;
  while (text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}
