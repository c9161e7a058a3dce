/** Other ways to write a text, none of which hides it from a person who knows them. */
type Spelling = (text: string) => string;

const coded = (write: (code: string) => string) => (text: string) =>
  text.replace(/[+/=]/g, (sign) => write(sign.charCodeAt(0).toString(16).padStart(2, "0")));

/** Of any text, such as a signed URL. */
export const ESCAPED: Readonly<Record<string, Spelling>> = {
  "with a space for +, as servers read a query": (text) => text.replaceAll("+", " "),
  "percent-encoded": encodeURIComponent,
  "percent-encoded twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "percent-encoded in part": (text) => text.replaceAll("+", "%2B").replaceAll("=", "%3d"),
  "with slashes as in some JSON": (text) => text.replaceAll("/", "\\/"),
  "with = and & as in other JSON": (text) =>
    text.replace(/[=&]/g, (sign) => (sign === "=" ? "\\u003d" : "\\u0026")),
  "with all signs as in JSON": coded((code) => `\\u00${code}`),
  "as in JSON within JSON": coded((code) => `\\\\u00${code}`),
  "as in JSON that was percent-encoded": coded((code) => `%5Cu00${code}`),
  "with the numbers of HTML": (text) =>
    text.replaceAll("+", "&#43;").replaceAll("/", "&#x2F;").replaceAll("=", "&#61;"),
};

/** Of a key or a secret alone. */
export const ENCODED: Readonly<Record<string, Spelling>> = {
  "in base64": (text) => Buffer.from(text).toString("base64"),
  "in base64, after something else": (text) => Buffer.from(`a:${text}:b`).toString("base64"),
  "in base64 for URLs": (text) => Buffer.from(`?${text}`).toString("base64url"),
  "in hex": (text) => Buffer.from(text).toString("hex"),
  "in the alphabet for URLs": (text) => text.replaceAll("+", "-").replaceAll("/", "_"),
  "without its padding": (text) => text.replace(/=+$/, ""),
  "in half": (text) => text.slice(0, Math.ceil(text.length / 2)),
  "with a character in it that nobody sees": (text) => `${text.slice(0, 10)}\u200b${text.slice(10)}`,
};
