/** Records what the examples of a version tell with its palette: `record.ts FOLDER PALETTE`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { playExamples } from "./play";
import { type ExamplesAct, toldInAll } from "./told";

/** What only some plays told hangs on the market. */
const PLAYS = 3;

async function record(folder: string, palette: string): Promise<void> {
  const plays: ExamplesAct[][] = [];
  for (let play = 0; play < PLAYS; play += 1) {
    plays.push(await playExamples(join(folder, "examples"), { version: "4.1", palette }));
  }
  const acts = toldInAll(plays);
  writeFileSync(join(folder, "examples-recorded.json"), `${JSON.stringify(acts, null, 2)}\n`);
}

const [folder = "", palette = ""] = process.argv.slice(2);
record(folder, palette);
