import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { FlowNode } from "./flows";

/** A Node-RED user directory of its own, in the system's folder for temporary files. */
export function createUserDirectory(): string {
  return mkdtempSync(join(tmpdir(), "coincall-node-red-"));
}

export function writeFlows(userDirectory: string, flows: readonly FlowNode[]): void {
  writeFileSync(join(userDirectory, "flows.json"), JSON.stringify(flows));
}

/** Installs palettes as `npm install FOLDER …` would: dependencies, and links to the folders. */
export function linkPalette(userDirectory: string, ...palettes: readonly string[]): void {
  const dependencies = Object.fromEntries(palettes.map((palette) => [nameOf(palette), `file:${palette}`]));
  for (const palette of palettes) {
    const link = join(userDirectory, "node_modules", nameOf(palette));
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(palette, link, "junction");
  }
  writeFileSync(
    join(userDirectory, "package.json"),
    JSON.stringify({ name: "user", private: true, dependencies }),
  );
}

function nameOf(palette: string): string {
  return JSON.parse(readFileSync(join(palette, "package.json"), "utf8")).name;
}

export function removeUserDirectory(userDirectory: string): void {
  rmSync(userDirectory, { recursive: true, force: true });
}
