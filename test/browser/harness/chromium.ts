import { type Browser, chromium } from "playwright-core";

/** One browser for all tests of a file. It is Debian's Chromium, or the one at CHROMIUM_PATH. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    // The sandbox needs what a container does not give to root, and nothing but the editor is opened.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
}
