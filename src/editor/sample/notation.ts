/** Stands for what a sample leaves out. */
class Omitted {
  /** How many; unknown if it is not said. */
  readonly count: number | undefined;

  constructor(count: number | undefined) {
    this.count = count;
  }
}

export function omitted(count?: number): unknown {
  return new Omitted(count);
}

/** Characters in a line, about. */
const WIDTH = 54;

/** A value as one would write it in JavaScript, with as much on a line as it takes; what was left out is `…`. */
export function notationOf(value: unknown, indent = ""): string {
  if (value instanceof Omitted) return value.count === undefined ? "…" : `… ×${value.count}`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const inner = `${indent}  `;
  const parts = partsOf(value, inner);
  const line = parts.join(", ");
  if (line.length + indent.length <= WIDTH && !line.includes("\n"))
    return `${open}${pad(line, value)}${close}`;
  return `${open}\n${fill(parts, inner)}\n${indent}${close}`;
}

function pad(line: string, value: object): string {
  return Array.isArray(value) ? line : ` ${line} `;
}

function partsOf(value: object, indent: string): string[] {
  if (Array.isArray(value)) return value.map((item) => notationOf(item, indent));
  const known = Object.entries(value).filter(([, item]) => item !== undefined);
  return known.map(([name, item]) => `${name}: ${notationOf(item, indent)}`);
}

/** Short parts share lines; one that has several lines has them for itself. */
function fill(parts: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = `${last}, ${part}`;
    if (last === undefined || joined.includes("\n") || joined.length + indent.length > WIDTH)
      lines.push(part);
    else lines[lines.length - 1] = joined;
  }
  return lines.map((line) => `${indent}${line}`).join(",\n");
}
