import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, StepError } from "../support/run.mjs";

const INCLUDE = /^[ \t]*<!-- include (\S+) -->[ \t]*$/gm;
const HELP_BEGINS = '<script type="text/html" data-help-name=';
const SCRIPT_ENDS = "</script>";

/** A node's form and definition: its html with each `<!-- include NAME -->` replaced by src/editor/partials/NAME.html. */
export function formOf(node) {
  const { before, after } = partsOf(node);
  return (before.trimEnd() + after).replace(INCLUDE, (_line, name) => {
    const partial = `src/editor/partials/${name}.html`;
    if (!existsSync(join(ROOT, partial))) {
      throw new StepError(`The form of ${node} includes ${partial}, which does not exist.`);
    }
    return readFileSync(join(ROOT, partial), "utf8").trimEnd();
  });
}

/** The order of a node's help, without its words: see help.mjs. */
export function helpOutlineOf(node) {
  return partsOf(node).outline;
}

/** A node's page: the order of its help, and what stands before and after that. */
function partsOf(node) {
  const page = readFileSync(join(ROOT, `nodes/${node}.html`), "utf8");
  const begin = page.indexOf(HELP_BEGINS);
  const end = page.indexOf(SCRIPT_ENDS, begin) + SCRIPT_ENDS.length;
  if (begin < 0) throw new StepError(`nodes/${node}.html has no outline of the help.`);
  return { before: page.slice(0, begin), outline: page.slice(begin, end), after: page.slice(end) };
}
