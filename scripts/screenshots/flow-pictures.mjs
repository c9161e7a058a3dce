/** Pixels of the editor between two lines of its grid. */
const GRID = 20;
/** Wider and higher than any flow, so that none has to be scrolled to. */
export const CANVAS = { width: 2400, height: 1800 };

/** Opens the editor with nothing in it but the flows. */
export async function openEditor(page, address) {
  await page.goto(address);
  await page.locator(".red-ui-flow-node").first().waitFor();
  await page.evaluate(() => {
    for (const part of ["palette", "sidebar"]) globalThis.RED.actions.invoke(`core:toggle-${part}`, false);
  });
}

/**
 * What the editor shows of flows, cut to their nodes along the lines of the grid: one below the other, the grid runs on.
 *
 * @param tabs the ids of the flows
 */
export async function picturesOf(page, tabs) {
  // A round corner would show wherever one flow ends and the next one begins.
  await page.addStyleTag({ content: "#red-ui-workspace { border-radius: 0 !important }" });
  const clips = [];
  for (const tab of tabs) clips.push({ tab, clip: await areaOf(page, tab) });
  const width = Math.max(...clips.map(({ clip }) => clip.width));
  const pictures = [];
  for (const { tab, clip } of clips) {
    await show(page, tab);
    pictures.push(await page.screenshot({ clip: { ...clip, width } }));
  }
  return pictures;
}

async function show(page, tab) {
  await page.evaluate((id) => globalThis.RED.workspaces.show(id), tab);
  await page.mouse.move(0, 0);
}

/** Where the nodes of a flow are on the page, texts below them included. */
async function areaOf(page, tab) {
  await show(page, tab);
  return await page.evaluate((grid) => {
    const canvas = document.querySelector("#red-ui-workspace-chart").getBoundingClientRect();
    const boxes = [...document.querySelectorAll(".red-ui-flow-node-group")].map((node) =>
      node.getBoundingClientRect(),
    );
    const end = (side) => Math.max(...boxes.map((box) => box[side]));
    const up = (length) => grid * Math.ceil(length / grid);
    const [x, y] = [canvas.x, canvas.y];
    return { x, y, width: up(end("right") - x) + grid, height: up(end("bottom") - y) + grid };
  }, GRID);
}
