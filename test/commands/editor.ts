import WebSocket from "ws";
import { Mailbox } from "../embedded/harness/mailbox";

interface StatusEvent {
  readonly id: string;
  readonly fill?: string;
  readonly text?: string;
}

/** What the editor's page in a browser is told of the nodes' status, from the time it was opened on. */
export class Editor {
  private readonly statuses = new Mailbox<StatusEvent>();
  private readonly socket: WebSocket;

  constructor(url: string) {
    this.socket = new WebSocket(`${url.replace(/^http/, "ws").replace(/\/$/, "")}/comms`);
    this.socket.on("open", () => this.socket.send(JSON.stringify({ subscribe: "status/#" })));
    this.socket.on("message", (data) => this.receive(String(data)));
    // The demo's end closes the socket, at times not politely.
    this.socket.on("error", () => {});
  }

  status(id: string, fill: string, text: RegExp, timeout: number): Promise<StatusEvent> {
    return this.statuses.next(
      (status) => status.id === id && status.fill === fill && text.test(status.text ?? ""),
      timeout,
    );
  }

  close(): void {
    this.socket.terminate();
  }

  private receive(text: string): void {
    const parsed: unknown = JSON.parse(text);
    for (const { topic, data } of (Array.isArray(parsed) ? parsed : [parsed]) as Event[]) {
      if (topic?.startsWith("status/")) this.statuses.add({ ...data, id: topic.replace("status/", "") });
    }
  }
}

interface Event {
  readonly topic?: string;
  readonly data?: { readonly fill?: string; readonly text?: string };
}
