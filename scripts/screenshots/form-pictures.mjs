/** What is typed into the search of symbols: options of one underlying, at one strike. */
const SEARCHED = "btc 80";
/** Pixels between the end of a form and what is below it. */
const MARGIN = 20;
/** Pixels that the search is wider than at first, so that each of its lines is one. */
const WIDER = 40;

/**
 * The form of the Greeks node, with the search of symbols open and one of what it found chosen, as PNG.
 *
 * @param page the editor, with a flow in which there is such a node
 */
export async function pictureOfSearch(page) {
  const form = await openForm(page, "coincall-greeks");
  await form.locator(".coincall-market", { hasText: "symbols listed" }).waitFor();
  await widen(page, WIDER);
  const search = form.locator(".coincall-search");
  const options = form.locator(".coincall-popup [role=option]:visible");
  await search.fill(SEARCHED);
  await options.first().waitFor();
  await search.press("ArrowDown");
  await search.press("Enter");
  await form.locator(".coincall-chip.coincall-plain").waitFor();
  await fitWindow(page, form);
  await search.fill(SEARCHED);
  await options.first().waitFor();
  return await pictureOfTray(page);
}

/** The form of the connection after its test, as PNG; the form is left as it was. */
export async function pictureOfTest(page) {
  const form = await openForm(page, "coincall-connection");
  await form.locator("details:not([open]) > summary").click();
  await form.locator(".coincall-test").click();
  await form.locator(".coincall-test:enabled").waitFor();
  await form.locator(".coincall-verdict").waitFor();
  await fitWindow(page, form);
  return await pictureOfTray(page);
}

/** Opens the form of the first node of a type, and waits until it has come in, when something in it has the focus. */
async function openForm(page, type) {
  await page.evaluate((wanted) => {
    const { RED } = globalThis;
    const [node] = RED.nodes.filterNodes({ type: wanted });
    if (node) return RED.editor.edit(node);
    RED.nodes.eachConfig((config) => {
      if (config.type === wanted) RED.editor.editConfig("", wanted, config.id);
    });
  }, type);
  await page.waitForFunction(() =>
    document.activeElement?.closest(".red-ui-tray")?.querySelector(".coincall-form"),
  );
  return page.locator(".red-ui-tray .coincall-form").last();
}

/** Pulls the form's edge out, as a person does. */
async function widen(page, by) {
  const { x, y, width, height } = await page.locator(".red-ui-tray-resize-handle").last().boundingBox();
  const [edge, middle] = [x + width / 2, y + height / 2];
  await page.mouse.move(edge, middle);
  await page.mouse.down();
  await page.mouse.move(edge - by, middle);
  await page.mouse.up();
}

/** Makes the window as high as the whole form needs. */
async function fitWindow(page, form) {
  const missing = await form.evaluate((element, margin) => {
    const end = Math.max(...[...element.children].map((part) => part.getBoundingClientRect().bottom));
    const footer = element.closest(".red-ui-tray").querySelector(".red-ui-tray-footer");
    return end + margin - footer.getBoundingClientRect().top;
  }, MARGIN);
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: Math.ceil(height + missing) });
}

async function pictureOfTray(page) {
  await page.mouse.move(0, 0);
  const picture = await page.locator(".red-ui-tray-wrapper").last().screenshot({ animations: "disabled" });
  await page.locator("#node-config-dialog-cancel, #node-dialog-cancel").last().click();
  await page.locator(".red-ui-tray").last().waitFor({ state: "detached" });
  return picture;
}
