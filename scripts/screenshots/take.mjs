/** Takes the pictures of `npm run screenshots`, with a Node.js that Node-RED 5 runs on. Its arguments are the parts. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { DASHBOARD_PATH } from "../demo/flows.mjs";
import { NODE_RED_5 } from "../runtimes/choice.mjs";
import { nodePackage } from "../runtimes/node.mjs";
import { build } from "../support/fresh.mjs";
import { install } from "../support/install.mjs";
import { fail, ROOT, runNode, StepError } from "../support/run.mjs";
import { CANVAS, openEditor, picturesOf } from "./flow-pictures.mjs";
import { pictureOfSearch, pictureOfTest } from "./form-pictures.mjs";
import { galleryFolders, withGallery } from "./gallery.mjs";
import { playHalfAnHour } from "./half-an-hour.mjs";
import { pictureOfRoll } from "./rolling-picture.mjs";
import { smallPng } from "./small-png.mjs";

/** The parts that can be asked for by name. */
const PARTS = ["demo", "rolling", "forms", "alerts", "examples"];
const ASKED = process.argv.slice(2);
const PICTURES = join(ROOT, "docs/images");
/** The test that builds an alert as a person does, and the pictures that it takes on its way. */
const JOURNEY = {
  test: "test/browser/alert-journey.test.ts",
  node: 24,
  pictures: ["option", "form", "flow"],
};
const EDITOR = { viewport: { width: 1600, height: 930 }, colorScheme: "light" };
const ROLLING = { viewport: { width: 1320, height: 780 }, colorScheme: "light" };
const FORMS = { viewport: { width: 1000, height: 800 }, colorScheme: "light" };
const DASHBOARD = { viewport: { width: 1440, height: 1510 }, colorScheme: "dark" };
/** Of several pages beside each other, whose picture is wider than any screen even so. */
const BESIDE = { deviceScaleFactor: 1 };
const DASHBOARD_IN_LIGHT = { ...DASHBOARD, ...BESIDE, colorScheme: "light" };
const PHONE = { viewport: { width: 390, height: DASHBOARD.viewport.height }, ...BESIDE, colorScheme: "dark" };
/** Two of them are as high as the others. */
const SMALL = {
  viewport: { width: 520, height: DASHBOARD.viewport.height / 2 },
  ...BESIDE,
  colorScheme: "light",
};
/** Below the address of Node-RED, what is pictured so small. */
const SMALL_PAGES = ["dashboard/price", "dashboard/candles"];
/** Readable on a dense screen. */
const SCALE = 2;
/** As many as there can be: the green of a small mark is rarer than the blends of grey around letters. */
const FORM_COLOURS = 256;
/** ms until every node has a status, and the debug sidebar is full of messages. */
const LIVE_FOR = 12_000;
/** Enough to fill the chart, which half an hour does. */
const CANDLES = 24;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium" });
try {
  const unknown = ASKED.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) throw new StepError(`No such part: ${unknown}. There are ${PARTS.join(", ")}.`);
  mkdirSync(PICTURES, { recursive: true });
  if (isWanted("demo")) await withDemo(pictureDemo);
  if (isWanted("rolling")) await withDemo(pictureRolling);
  if (isWanted("forms")) await withDemo(pictureForms);
  if (isWanted("alerts")) await pictureAlerts();
  if (isWanted("examples")) await withGallery(pictureGallery);
} catch (error) {
  fail(error);
} finally {
  await browser.close();
}

/** Whether a part was asked for: without a name, all are. */
function isWanted(part) {
  return ASKED.length === 0 || ASKED.includes(part);
}

/** Lets the demo run while `use` has its address and its market's. */
async function withDemo(use) {
  const demo = spawn(process.execPath, [join(ROOT, "scripts/demo.mjs")], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await use(...(await addressesOf(demo)));
  } finally {
    if (demo.kill()) await once(demo, "exit");
  }
}

async function pictureDemo(address, market) {
  await pictureEditor(address);
  await playHalfAnHour(address, market);
  const [dashboard] = await picturesOfDashboard(address, [DASHBOARD]);
  keep(join(PICTURES, "dashboard.png"), dashboard);
}

async function pictureRolling(address) {
  const page = await open(ROLLING);
  await page.goto(address);
  await page.locator(".red-ui-flow-node").first().waitFor();
  keep(join(PICTURES, "rolling.png"), await pictureOfRoll(page));
  await page.close();
}

async function pictureForms(address) {
  const page = await open(FORMS);
  await openEditor(page, address);
  keep(join(PICTURES, "form-search.png"), await pictureOfSearch(page), FORM_COLOURS);
  keep(join(PICTURES, "form-test.png"), await pictureOfTest(page), FORM_COLOURS);
  await page.close();
}

async function pictureAlerts() {
  for (const needed of [NODE_RED_5, nodePackage(JOURNEY.node)]) await install(needed);
  await build();
  const mocha = join(ROOT, "node_modules/mocha/lib/cli/cli.js");
  const code = await runNode(["--import=tsx", mocha, JOURNEY.test, "--grep", "Node-RED 5"]);
  if (code !== 0) throw new StepError("The way to an alert did not come to its end.");
  for (const name of JOURNEY.pictures) {
    const taken = readFileSync(join(ROOT, `.screenshots/5-alert-${name}.png`));
    keep(join(PICTURES, `alert-${name}.png`), taken);
  }
}

/** The URLs that the demo prints once it runs: its own, and that of its market. */
async function addressesOf(demo) {
  let address;
  for await (const line of createInterface(demo.stdout)) {
    console.log(line);
    address ??= /http:\/\/\S+/.exec(line)?.[0];
    const [market] = /ws:\/\/\S+/.exec(line) ?? [];
    if (market) return [address, market];
  }
  throw new StepError("The demo did not start.");
}

async function pictureEditor(address) {
  const page = await open(EDITOR);
  await page.goto(address);
  await page.locator(".red-ui-flow-node").first().waitFor();
  await arrange(page);
  await page.waitForTimeout(LIVE_FOR);
  keep(join(PICTURES, "demo.png"), await page.screenshot());
  await page.close();
}

/** On the left only the palette, open at Coincall and nowhere else, on the right only the messages; nothing selected. */
async function arrange(page) {
  for (const open of ["explorer", "info"]) await page.locator(`button[data-tab-id="${open}"]`).click();
  const collapseAll = page.locator(".red-ui-footer-button:visible", {
    has: page.locator(".fa-angle-double-up"),
  });
  await collapseAll.click();
  await page.locator("#red-ui-palette-header-Coincall").click();
  await page.mouse.move(0, 0);
}

async function pictureGallery(address, market) {
  const page = await open({ viewport: CANVAS, colorScheme: "light" });
  await openEditor(page, address);
  await page.waitForTimeout(LIVE_FOR);
  for (const { folder, shown } of galleryFolders()) {
    const nodes = shown.flat();
    if (nodes.some(({ type }) => type === "ui-page")) {
      await playHalfAnHour(address, market);
      const pictures = await picturesOfDashboard(address, [DASHBOARD_IN_LIGHT, PHONE]);
      const small = await together(await smallPictures(address), "column");
      keep(join(folder, "dashboard.png"), await together([...pictures, small], "row"));
    } else {
      const tabs = nodes.filter(({ type }) => type === "tab").map(({ id }) => id);
      keep(join(folder, "flows.png"), await together(await picturesOf(page, tabs), "column"));
    }
  }
  await page.close();
}

/** The dashboard on devices, with the account, once its chart is full. */
async function picturesOfDashboard(address, devices) {
  await showAccount(address);
  return await Promise.all(
    devices.map(async (device) => {
      const page = await open(device);
      await page.goto(address + DASHBOARD_PATH);
      const last = page.locator(".candle").nth(CANDLES - 1);
      await last.waitFor({ state: "attached" });
      const picture = await page.screenshot();
      await page.close();
      return picture;
    }),
  );
}

/** The pages for a beginning, once their charts are drawn. */
async function smallPictures(address) {
  return await Promise.all(
    SMALL_PAGES.map(async (path) => {
      const page = await open(SMALL);
      await page.goto(address + path);
      await page.locator(".coincall-as-of", { hasText: "as of" }).waitFor();
      await page.waitForTimeout(LIVE_FOR);
      const picture = await page.screenshot();
      await page.close();
      return picture;
    }),
  );
}

/** What one page turns on, all show. */
async function showAccount(address) {
  const page = await open(DASHBOARD);
  await page.goto(address + DASHBOARD_PATH);
  await page.locator(".account [role=switch][aria-checked=false]").click();
  await page.locator(".account dd").first().waitFor();
  await page.close();
}

/** Pictures as one, dot for dot, in a row or a column. */
async function together(pictures, direction) {
  const page = await open({ viewport: { width: 100, height: 100 } });
  const images = pictures.map((picture) => `<img src="data:image/png;base64,${picture.toString("base64")}">`);
  await page.setContent(
    `<body style="display: inline-flex; flex-direction: ${direction}; margin: 0; zoom: ${1 / SCALE}">${images.join("")}</body>`,
  );
  const picture = await page.locator("body").screenshot();
  await page.close();
  return picture;
}

/** A page on a device. What is put away in the editor for a picture is not kept for the next one. */
async function open(device) {
  const page = await browser.newPage({ deviceScaleFactor: SCALE, locale: "en-GB", ...device });
  await page.route("**/settings/user", (route) =>
    route.request().method() === "GET" ? route.continue() : route.fulfill({ status: 204 }),
  );
  return page;
}

function keep(file, picture, colours) {
  writeFileSync(file, smallPng(picture, colours));
  console.log(`${relative(ROOT, file)}: ${Math.round(statSync(file).size / 1000)} kB`);
}
