/** A flow as the import menu gives it. */
export type Flow = readonly Readonly<Record<string, unknown>>[];

/** Names of what only one person, or one program, should know. */
const SECRET_NAME =
  /pass(word|wd|phrase)?$|secret|token|api.?key|userid|^user$|cookie|authorization|credential/i;
/** A variable as the whole of a text, or after the word that says what kind it is of. */
const VARIABLE = /^(\w+ )?\$\{[A-Z_]+\}$/;
/** The name of one, where the type of a value says that it is one. */
const VARIABLE_NAME = /^[A-Z_]+$/;
/** What gives a secret away wherever it stands, in texts and in functions too. */
const SECRET_TEXT = [
  // A login in an address.
  /\/\/[^/\s"'@]+:[^/\s"'@]+@/,
  // Addresses that are secrets themselves.
  /hooks\.slack\.com\/services\/\w/,
  /discord(app)?\.com\/api\/webhooks\/\w/,
  /\/bot\d+:[\w-]+/,
  // In a query, and in a header.
  /[?&](token|key|secret|sign|password|access_token|apiKey)=\w/i,
  /\b(Bearer|Basic|Token) (?!\$\{|realm=)[\w+/=.-]{5,}/,
];
/** Longer than words are. */
const LONG = /[\w+/=-]{24,}/g;

/** Pairs that name a value: rules of a change node, properties of an inject node, variables of a tab, headers. */
const NAMES = ["p", "name", "keyValue"];
const VALUES = ["to", "v", "value", "valueValue"];

/** Where a flow holds what could be a secret, other than in a variable of the environment. */
export function secretsIn(flow: Flow): string[] {
  return flow.flatMap((node) => secretsAt(String(node.name || node.type), "", node));
}

/** The variables of the environment that the nodes of a flow take. */
export function variablesOf(flow: Flow): string[] {
  const nodes = JSON.stringify(flow.filter(({ type }) => type !== "comment"));
  const inTexts = [...nodes.matchAll(/"(?:\w+ )?\$\{([A-Z_]+)\}"/g)].map(([, name]) => String(name));
  const chosen = flow.filter(({ propertyType }) => propertyType === "env");
  const set = flow.flatMap(({ rules }) => (Array.isArray(rules) ? rules : [])).filter(isVariable);
  const names = [...chosen.map(({ property }) => property), ...set.map(({ to }) => to)];
  return [...new Set([...inTexts, ...names.map(String)])].sort();
}

/** @param name of the value, by which it may be known for a secret */
function secretsAt(path: string, name: string, value: unknown): string[] {
  if (typeof value === "string") return isSecret(name, value) ? [path] : [];
  if (typeof value !== "object" || value === null || isVariable(value)) return [];
  const given = nameGivenIn(value);
  return Object.entries(value).flatMap(([key, part]) =>
    secretsAt(`${path}.${key}`, given !== undefined && VALUES.includes(key) ? given : key, part),
  );
}

/** Whether it is a rule that takes its value from a variable of the environment. */
function isVariable(rule: { readonly to?: unknown; readonly tot?: unknown }): boolean {
  return rule.tot === "env" && VARIABLE_NAME.test(String(rule.to));
}

function nameGivenIn(value: object): string | undefined {
  const [, name] = Object.entries(value).find(([key]) => NAMES.includes(key)) ?? [];
  return typeof name === "string" ? name : undefined;
}

function isSecret(name: string, text: string): boolean {
  if (text === "" || VARIABLE.test(text)) return false;
  return SECRET_NAME.test(name) || SECRET_TEXT.some((pattern) => pattern.test(text)) || hasRandom(text);
}

/** Nothing that a person would write: letters of both kinds and figures, all mixed. */
function hasRandom(text: string): boolean {
  const words = text.match(LONG) ?? [];
  return words.some((word) => /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d.*\d/.test(word));
}
