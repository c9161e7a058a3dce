import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../test/embedded/harness/versions";
import type { Circumstances } from "./machine";
import type { Figures } from "./measurement";

/** What a run leaves behind, for the plots and the document. */
export interface Results {
  readonly circumstances: Circumstances;
  readonly figures: Figures;
}

const FOLDER = join(ROOT, ".bench");
const FILE = join(FOLDER, "results.json");

export function saveResults(results: Results): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(results, null, 2)}\n`);
}

export function readResults(): Results {
  return JSON.parse(readFileSync(FILE, "utf8"));
}
