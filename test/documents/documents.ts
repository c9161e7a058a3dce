/** The project's documents, as the tests about them read them. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The project's folder. */
export const ROOT = join(__dirname, "../..");

export const PACKAGE = JSON.parse(read("package.json"));

/** Paths of all of them: those beside the README, and whatever is in `docs`. */
export const DOCUMENTS: readonly string[] = [
  ...readdirSync(ROOT).filter(isDocument),
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter(isDocument)
    .map((path) => `docs/${path.replaceAll("\\", "/")}`),
];

export function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** The first part of each match. */
export function found(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, match = ""]) => match);
}

/** A document without code, in which nothing is a link or a heading. */
export function withoutCode(text: string): string {
  return text.replace(FENCED, "").replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, " "));
}

/** As they are written, without the marks of code. */
export function headingsIn(text: string): string[] {
  return found(text.replace(FENCED, ""), /^#{1,6} (.+)$/gm).map((heading) => heading.replaceAll("`", ""));
}

/** Where the links of a document lead to. */
export function linksIn(text: string): string[] {
  const plain = withoutCode(text);
  return [...found(plain, INLINE), ...found(plain, DEFINED), ...found(plain, IN_HTML)];
}

const FENCED = /^\s*```[\s\S]*?^\s*```$/gm;
const INLINE = /\]\(([^)\s]+)\)/g;
const DEFINED = /^\[[^\]]+\]:\s*(\S+)/gm;
const IN_HTML = /\b(?:src|href)="([^"]+)"/g;

function isDocument(path: string): boolean {
  return path.endsWith(".md");
}
