const TAB = "Coincall: rolling";
/** The function that tells below it what has rolled, and the topic whose roll is shown. */
const TELLER = "what rolled";
const TOPIC = "BTCUSD-W-ATM-C";
/** ms until the demo's market has rolled. */
const WITHIN = 120_000;

/** The demo's tab with rolling options, and what has rolled in the debug sidebar, as PNG: as soon as it has. */
export async function pictureOfRoll(page) {
  await showTab(page);
  for (const open of ["explorer", "info"]) await page.locator(`button[data-tab-id="${open}"]`).click();
  await page.locator("#red-ui-sidebar-debug-filter").click();
  await page.locator("input[name=filter-type][value=filterCurrent]").locator("xpath=ancestor::a").click();
  await waitForStatus(page, ": the first choice");
  await page.locator("#red-ui-sidebar-debug-clear").click();
  await waitForStatus(page, ": its time came");
  const message = page
    .locator(".red-ui-debug-msg:visible", { hasText: "rolled :" })
    .filter({ hasText: TOPIC });
  await message.locator(".red-ui-debug-msg-expandable").first().click();
  await page.mouse.move(0, 0);
  return await page.screenshot();
}

async function showTab(page) {
  await page.evaluate((label) => {
    const { RED } = globalThis;
    RED.nodes.eachWorkspace((tab) => {
      if (tab.label === label) RED.workspaces.show(tab.id);
    });
    RED.actions.invoke("core:toggle-palette", false);
    RED.sidebar.show("debug");
  }, TAB);
}

async function waitForStatus(page, text) {
  await page.waitForFunction(
    ([name, wanted]) => {
      const [teller] = globalThis.RED.nodes
        .filterNodes({ type: "function" })
        .filter((node) => node.name === name);
      return teller?.status?.text?.includes(wanted);
    },
    [TELLER, text],
    { timeout: WITHIN },
  );
}
