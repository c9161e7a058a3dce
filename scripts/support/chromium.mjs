import { existsSync } from "node:fs";
import { must, run, StepError } from "./run.mjs";

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Whether the user may install packages of the system, and the system has Debian's way to. */
const CAN_INSTALL = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get") && !process.env.CHROMIUM_PATH;

/** Sees that there is a browser for the tests of the editor: Debian's Chromium, or the one at CHROMIUM_PATH. */
export async function ensureChromium() {
  if (existsSync(CHROMIUM)) return;
  if (!CAN_INSTALL) {
    throw new StepError(
      "The tests of the editor need Chromium: install it, and set CHROMIUM_PATH to its program.",
    );
  }
  console.log("Installing Chromium …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await must("apt-get update", run("apt-get", ["update", "-qq"], { env }));
  const args = ["install", "-y", "-qq", "--no-install-recommends", "chromium"];
  await must("apt-get install", run("apt-get", args, { env }));
}
