/** Records what the flows of a version tell with its palette: `record.ts FOLDER PALETTE`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { play } from "./play";

const [folder = "", palette = ""] = process.argv.slice(2);
play(folder, { version: "4.1", palette }).then((acts) =>
  writeFileSync(join(folder, "recorded.json"), `${JSON.stringify(acts, null, 2)}\n`),
);
