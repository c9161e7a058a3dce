import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

declare const axe: {
  run(
    context: { include: Element; exclude: string[] },
    options: object,
  ): Promise<{ violations: readonly Violation[] }>;
};

/** Fields that Node-RED puts out of sight in every form, to keep browsers from filling in passwords. */
const NOT_OURS = ["[id^=red-ui-trap]"];

/** What axe-core finds wrong with a part of the page. */
export async function violationsIn(page: Page, part: Locator): Promise<string[]> {
  const isLoaded = await page.evaluate(() => "axe" in globalThis);
  if (!isLoaded) await page.evaluate(AXE);
  const violations = await part.evaluate(async (include, exclude) => {
    const results = await axe.run({ include, exclude }, { resultTypes: ["violations"] });
    return results.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
    }));
  }, NOT_OURS);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
}
