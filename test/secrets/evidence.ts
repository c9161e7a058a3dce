import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import WebSocket from "ws";
import type { NodeRed } from "../embedded/harness";

/** Where a text was found, and the text. */
export interface Exhibit {
  readonly place: string;
  readonly text: string;
}

const PAGES = [
  "/flows",
  "/flow/tab",
  "/flow/global",
  "/nodes",
  "/settings",
  "/settings/user",
  "/diagnostics",
  "/context/global",
  "/context/flow/tab",
  "/credentials/coincall-connection/connection",
];

/** Everything that a Node-RED tells anybody: its log, what its flows get, its admin API, its editor, its files. */
export class Evidence {
  readonly #nodeRed: NodeRed;
  readonly #userDirectory: string;
  /** What the editor is told over its own WebSocket: statuses, debug messages, notifications. */
  readonly #told: string[] = [];
  readonly #comms: WebSocket;

  constructor(nodeRed: NodeRed) {
    this.#nodeRed = nodeRed;
    this.#userDirectory = userDirectoryOf(nodeRed);
    this.#comms = new WebSocket(`${nodeRed.url.replace("http", "ws")}/comms`);
    this.#comms.on("open", () => this.#comms.send(JSON.stringify({ subscribe: "status/#" })));
    this.#comms.on("message", (data) => this.#told.push(data.toString()));
  }

  /** From here on, only what is still to come counts; what the editor was told, which comes late, counts as a whole. */
  forget(): void {
    this.#nodeRed.forget();
    this.#nodeRed.log.length = 0;
  }

  close(): void {
    this.#comms.terminate();
  }

  /** @param more answers that only the caller has seen */
  async all(more: readonly Exhibit[] = []): Promise<Exhibit[]> {
    const { log, statuses, catches } = this.#nodeRed;
    const heard = { log, statuses, catches, messages: this.#nodeRed.messages() };
    return [
      ...Object.entries(heard).map(([place, things]) => ({
        place,
        text: things.map((thing) => (typeof thing === "string" ? thing : JSON.stringify(thing))).join("\n"),
      })),
      ...(await Promise.all(PAGES.map((path) => this.#page(path)))),
      ...this.#files(),
      ...more,
    ];
  }

  /** All that the editor has been told since the beginning. */
  get editor(): Exhibit {
    return { place: "editor", text: this.#told.join("\n") };
  }

  async #page(path: string): Promise<Exhibit> {
    const response = await this.#nodeRed.admin(path);
    const headers = JSON.stringify(Object.fromEntries(response.headers));
    return { place: `GET ${path}`, text: `${response.status} ${headers} ${await response.text()}` };
  }

  #files(): Exhibit[] {
    return readdirSync(this.#userDirectory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => ({ place: name, text: readFileSync(join(this.#userDirectory, name), "utf8") }));
  }
}

/** As Node-RED says it when it starts. */
function userDirectoryOf({ log }: NodeRed): string {
  const said = log.map((line) => /User directory : (.+)$/.exec(line)?.[1]);
  return said.find((path) => path !== undefined) ?? "";
}
