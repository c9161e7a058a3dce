import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, StepError } from "../support/run.mjs";

const INCLUDE = /^[ \t]*<!-- include (\S+) -->[ \t]*$/gm;

/** A node's form and definition: its html with each `<!-- include NAME -->` replaced by src/editor/partials/NAME.html. */
export function formOf(node) {
  const form = `nodes/${node}.html`;
  return readFileSync(join(ROOT, form), "utf8").replace(INCLUDE, (_line, name) => {
    const partial = `src/editor/partials/${name}.html`;
    if (!existsSync(join(ROOT, partial)))
      throw new StepError(`${form} includes ${partial}, which does not exist.`);
    return readFileSync(join(ROOT, partial), "utf8").trimEnd();
  });
}
