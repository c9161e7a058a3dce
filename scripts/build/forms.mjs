import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, StepError } from "../support/run.mjs";

const INCLUDE = /^[ \t]*<!-- include (\S+) -->[ \t]*$/gm;
const HELP = /\s*(<script type="text\/html" data-help-name=[\s\S]*?<\/script>)/;

/** A node's form and definition: its html with each `<!-- include NAME -->` replaced by src/editor/partials/NAME.html. */
export function formOf(node) {
  return pageOf(node)
    .replace(HELP, "")
    .replace(INCLUDE, (_line, name) => {
      const partial = `src/editor/partials/${name}.html`;
      if (!existsSync(join(ROOT, partial))) {
        throw new StepError(`The form of ${node} includes ${partial}, which does not exist.`);
      }
      return readFileSync(join(ROOT, partial), "utf8").trimEnd();
    });
}

/** The order of a node's help, without its words: see help.mjs. */
export function helpOutlineOf(node) {
  const [, outline] = HELP.exec(pageOf(node)) ?? [];
  if (outline === undefined) throw new StepError(`nodes/${node}.html has no outline of the help.`);
  return outline;
}

function pageOf(node) {
  return readFileSync(join(ROOT, `nodes/${node}.html`), "utf8");
}
