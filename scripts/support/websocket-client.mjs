import { spawnSync } from "node:child_process";
import { CAN_INSTALL, installPackages } from "./debian.mjs";
import { StepError } from "./run.mjs";

/** The same that the tests look for, see `test/clients/python.ts`. */
const PYTHONS = ["python3", "/usr/bin/python3"];

/** Sees that there is Python's websocket-client for the documentation's sample. Without it, the tests of the sample are skipped. */
export async function ensureWebsocketClient() {
  if (PYTHONS.some((python) => spawnSync(python, ["-c", "import websocket"]).status === 0)) return;
  if (!CAN_INSTALL) return;
  console.log("Installing Python's websocket-client …");
  try {
    await installPackages("python3-websocket");
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    console.error(error.message);
  }
}
