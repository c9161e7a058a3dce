const OPTION = /\b[A-Z0-9]+USD-\d{1,2}[A-Z]{3}\d{2}-[\d.]+-[CP]\b/g;
const CHAIN = /\b[A-Z0-9]+USD-\d{1,2}[A-Z]{3}\d{2}\b/g;
const NUMBER = /(?<!\w)-?\d+(?:[.,:-]\d+)*(?:e[+-]?\d+)?/gi;
/** Where flows write their files. */
const USER_DIRECTORY = /^\S*coincall-node-red-\w+\//;
/** Node-RED's own fields. */
const NODE_RED_S = /^(?:_.*|parts|source|stack)$/;

/**
 * What can be said of a message whatever the market does: which fields it has and of which type, and the words of its texts, such as
 * `payload.price: number` and `payload: # BTCUSD at # USD.`
 */
export function traitsOf(told: unknown, path = ""): string[] {
  if (Array.isArray(told)) return told.flatMap((item) => traitsOf(item, `${path}[]`));
  if (typeof told === "object" && told !== null) {
    return Object.entries(told)
      .filter(([key]) => !NODE_RED_S.test(key))
      .flatMap(([key, value]) => traitsOf(value, path === "" ? inWords(key) : `${path}.${inWords(key)}`));
  }
  if (typeof told !== "string") return [`${path}: ${told === null ? "null" : typeof told}`];
  const parsed = parsedOrNot(told);
  if (parsed) return traitsOf(parsed, `${path} as JSON`);
  return told.split("\n").map((line) => `${path}: ${inWords(line)}`);
}

function inWords(text: string): string {
  return text
    .replace(USER_DIRECTORY, "")
    .replace(OPTION, "OPTION")
    .replace(CHAIN, "CHAIN")
    .replace(NUMBER, "#");
}

function parsedOrNot(text: string): object | undefined {
  if (!/^[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
