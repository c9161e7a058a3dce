import { existsSync } from "node:fs";
import { CAN_INSTALL, installPackages } from "./debian.mjs";
import { StepError } from "./run.mjs";

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Sees that there is a browser for the tests of the editor: Debian's Chromium, or the one at CHROMIUM_PATH. */
export async function ensureChromium() {
  if (existsSync(CHROMIUM)) return;
  if (!CAN_INSTALL || process.env.CHROMIUM_PATH) {
    throw new StepError(
      "The tests of the editor need Chromium: install it, and set CHROMIUM_PATH to its program.",
    );
  }
  console.log("Installing Chromium …");
  await installPackages("chromium");
}
