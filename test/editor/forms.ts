import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { formOf } from "../../scripts/build/forms.mjs";

/** The part of a node's registration that the tests look at. */
export interface Definition {
  readonly category: string;
  readonly categoryDescription?: string;
  readonly color: string;
  readonly icon: string;
  readonly inputs?: number;
  readonly outputs?: number;
  readonly defaults: Readonly<
    Record<string, { readonly value: unknown; readonly lacking?: unknown; readonly type?: string }>
  >;
  readonly credentials?: Readonly<Record<string, { readonly type: string }>>;
}

export const FILES = [
  "connection",
  "kline",
  "order-book",
  "trades",
  "option-chain",
  "greeks",
  "balance",
  "spot",
  "status",
  "alert",
];

/** The project's folder. */
export const ROOT = join(__dirname, "../..");

export function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** What the html registers, run as the editor runs it. */
export function definitionOf(file: string): { type: string; definition: Definition } {
  const [, script = ""] = /<script type="text\/javascript">([\s\S]*?)<\/script>/.exec(formOf(file)) ?? [];
  const registered: { type: string; definition: Definition }[] = [];
  const registerType = (type: string, definition: Definition) => registered.push({ type, definition });
  runInNewContext(script, { RED: { nodes: { registerType } } });
  const [first] = registered;
  if (!first || registered.length > 1) throw new Error(`${file}.html registers ${registered.length} types`);
  return first;
}
