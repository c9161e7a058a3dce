import { spawnSync } from "node:child_process";

/** Debian's packages are for its own Python, which may not be the first on the path. */
const PYTHONS = ["python3", "/usr/bin/python3"];

/** A Python that has websocket-client. */
export function pythonWithWebsocket(): string | undefined {
  return PYTHONS.find((python) => spawnSync(python, ["-c", "import websocket"]).status === 0);
}
