import { once } from "node:events";
import WebSocket from "ws";
import type { NodeRed } from "../../embedded/harness";
import { Mailbox } from "../../embedded/harness/mailbox";

/** What a debug node shows. */
interface Shown {
  readonly id: string;
  readonly msg: string;
}

interface Told {
  readonly topic: string;
  readonly data: Shown;
}

/** ms; every wait ends as soon as there is something. */
const PATIENCE = 10_000;

/** What people see in the debug sidebar of the editor. */
export class DebugSidebar {
  readonly #comms: WebSocket;
  readonly #shown = new Mailbox<Shown>();
  /** All that the editor is told, whatever about, as it went over the wire. */
  readonly told: string[] = [];

  private constructor(comms: WebSocket) {
    this.#comms = comms;
    comms.on("message", (data) => {
      this.told.push(data.toString());
      for (const { topic, data: shown } of [JSON.parse(data.toString())].flat() as Told[]) {
        if (topic === "debug") this.#shown.add(shown);
      }
    });
  }

  static async open(nodeRed: NodeRed): Promise<DebugSidebar> {
    const comms = new WebSocket(`${nodeRed.url.replace("http", "ws")}/comms`);
    const sidebar = new DebugSidebar(comms);
    await once(comms, "open");
    return sidebar;
  }

  /** The next text of a debug node that no earlier call has returned. */
  async next(id: string): Promise<string> {
    return (await this.#shown.next((shown) => shown.id === id, PATIENCE)).msg;
  }

  /** All texts of a debug node. */
  textsOf(id: string): string[] {
    return this.#shown.all.filter((shown) => shown.id === id).map(({ msg }) => msg);
  }

  forget(): void {
    this.#shown.forget();
  }

  close(): void {
    this.#comms.terminate();
  }
}
