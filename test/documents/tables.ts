/** The tables of a document, by the words in them. */

export type Row = Readonly<Record<string, string>>;

/** The rows of the first table below a heading, up to the next heading, with a column of this title. */
export function tableIn(document: string, heading: string, title: string): Row[] {
  const table = tablesIn(sectionOf(document, heading)).find(([head]) => head?.includes(title));
  if (!table) throw new Error(`no table of ${title} under ${heading}`);
  return rowsOf(table);
}

/** All tables below a heading, up to the next, by the title of their first column. */
export function tablesUnder(document: string, heading: string): Readonly<Record<string, Row[]>> {
  const tables = tablesIn(sectionOf(document, heading));
  return Object.fromEntries(tables.map((table) => [table[0]?.[0] ?? "", rowsOf(table)]));
}

/** What stands in a cell as code. */
export function codesIn(cell: string | undefined): string[] {
  return Array.from((cell ?? "").matchAll(/`([^`]+)`/g), ([, code = ""]) => code);
}

/** The one thing that a cell names. */
export function codeIn(cell: string | undefined): string {
  return codesIn(cell)[0] ?? "";
}

export function sectionOf(document: string, heading: string): string {
  const lines = document.split("\n");
  const start = lines.findIndex(
    (line) => /^#/.test(line) && line.replace(/^#+ /, "").replaceAll("`", "") === heading,
  );
  if (start < 0) throw new Error(`no heading ${heading}`);
  const end = lines.findIndex((line, index) => index > start && /^#/.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end).join("\n");
}

function rowsOf([head = [], , ...rows]: string[][]): Row[] {
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""])));
}

function tablesIn(section: string): string[][][] {
  const blocks = section.split(/\n\s*\n/).filter((block) => /^\s*\|/.test(block));
  return blocks.map((block) => block.trim().split("\n").map(cellsOf));
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());
}
