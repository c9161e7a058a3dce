import { ENCODED, ESCAPED } from "./spellings";

/** A piece of a secret so long that it gives the rest away; nothing else that is shown holds it by chance. */
const PIECE = 12;
/** As every signature is written. In small letters it could be the revision of a flow, which Node-RED shows. */
const SIGNATURE = /(?<![0-9A-F])[0-9A-F]{64}(?![0-9A-F])/g;

/** How a secret can be written; what is left of base64 without its padding is found too. */
const SPELLINGS: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  ...Object.values(ESCAPED),
  ...Object.values(ENCODED).map((spell) => (secret: string) => spell(secret).replace(/=+$/, "")),
];

/** Looks for secrets in whatever was written, sent, shown or returned. */
export class Needles {
  readonly #needles: readonly string[];

  constructor(...secrets: readonly string[]) {
    const spelt = secrets.flatMap((secret) => SPELLINGS.map((spell) => spell(secret)));
    this.#needles = [...new Set(spelt.flatMap(pieces).map((piece) => piece.toLowerCase()))];
  }

  /** What a text gives away, with what stands around it; empty for nothing. */
  in(text: string): string[] {
    const lower = text.toLowerCase();
    const places = this.#needles.map((needle) => lower.indexOf(needle)).filter((at) => at >= 0);
    const signatures = Array.from(text.matchAll(SIGNATURE), ({ index }) => index);
    return [...places, ...signatures].map((at) => text.slice(Math.max(0, at - 60), at + 80));
  }
}

/** Beginning, middle and end: whoever shows a secret in part has shown it too. */
function pieces(secret: string): string[] {
  const middle = Math.floor((secret.length - PIECE) / 2);
  return [secret.slice(0, PIECE), secret.slice(middle, middle + PIECE), secret.slice(-PIECE)];
}
