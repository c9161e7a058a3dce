import type { Desk } from "./harness";

/** What a newcomer types, and the node that is meant. */
const MEANT = [
  ["price", "coincall-spot"],
  ["btc", "coincall-spot"],
  ["ticker", "coincall-spot"],
  ["orderbook", "coincall-order-book"],
  ["account", "coincall-balance"],
  ["delta", "coincall-greeks"],
  ["alert", "coincall-alert"],
] as const;

/** The filter above the palette, in which somebody looks for a node that he does not know the name of. */
export function paletteFilter(desk: Desk): void {
  it("finds each node in the palette by the words of a newcomer", async () => {
    const { page } = desk.editor;
    const filter = page.locator("#red-ui-palette-search input");
    const entry = (type: string) => page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
    // One of Node-RED's own, which none of the words is about: it tells when the filter has done its work.
    const hidden = page.locator('.red-ui-palette-node[data-palette-type="inject"][data-filter="true"]');
    for (const [word, type] of MEANT) {
      await filter.pressSequentially(word);
      await hidden.waitFor({ state: "attached" });
      await entry(type).waitFor();
      if (word === "ticker") await desk.editor.screenshot(`${desk.version}-palette-${word}`);
      await filter.press("Escape");
      await hidden.waitFor({ state: "detached" });
    }
  });
}
