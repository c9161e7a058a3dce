const MASK = "•••";
const LONGEST = 200;
/**
 * What a signature looks like, also without its name before it: SHA-256 in hex, which is never of digits alone. In a
 * URL within a URL it follows a `%3D`.
 */
const SIGNATURE = /(?:(?<=%3D)|(?<![0-9a-f]))(?=\d{0,63}[a-f])[0-9a-f]{64}(?![0-9a-f])/gi;
const NAMED_SECRET = /(sign|apiKey|uuid)=[^&\s"]+/gi;
/** Control characters, direction marks and the like, which a terminal or a page would act on. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;

/** A text of the exchange as it may be shown: without secrets, without what a terminal or a page would act on, short. */
export function redact(text: string, secrets: readonly string[]): string {
  const printable = mask(text, secrets).replace(UNPRINTABLE, " ").replace(NAMED_SECRET, `$1=${MASK}`);
  return printable.length > LONGEST ? `${printable.slice(0, LONGEST)}…` : printable;
}

/** A text of the exchange with all that it says, but for secrets. */
export function mask(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== "")
    .flatMap(spellings)
    .reduce((shown, spelling) => shown.replace(new RegExp(literally(spelling), "gi"), MASK), text)
    .replace(SIGNATURE, MASK);
}

/** As it is, as a URL has it, and as some write JSON. */
function spellings(secret: string): string[] {
  return [secret, encodeURIComponent(secret), secret.replaceAll("/", "\\/")];
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
