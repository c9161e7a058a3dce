import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { FlowNode } from "./flows";
import { Mailbox } from "./mailbox";
import type { Caught, Message, Report, Status } from "./messages";
import { SETTINGS } from "./settings";
import { createUserDirectory, linkPalette, removeUserDirectory, writeFlows } from "./user-directory";
import { ROOT, runtimeOf, type Version } from "./versions";

type News =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "started" }
  | ({ readonly kind: "report" } & Report);

export interface Options {
  readonly version: Version;
  /** The version of Node.js, where it matters. */
  readonly node?: number;
  readonly flows?: readonly FlowNode[];
  /** Settings of Node-RED beside those that keep it from asking and fetching; JSON. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The folder of the palette to install by a link; the checkout by default. */
  readonly palette?: string;
  /** Folders of other palettes that the flows need, installed beside it. */
  readonly otherPalettes?: readonly string[];
  /** A directory prepared by the caller, who also removes it; nothing is installed into it. */
  readonly userDirectory?: string;
  /** Environment variables beside those of the tests. */
  readonly env?: Readonly<Record<string, string>>;
}

export type Deployment = "full" | "flows" | "nodes";

/** Of a request to the admin API. */
export type Headers = Readonly<Record<string, string>>;

/** Long enough for a busy machine; every wait ends as soon as there is something. */
const START_TIMEOUT = 30_000;
const DEPLOY_TIMEOUT = 10_000;
const MESSAGE_TIMEOUT = 10_000;
/** Also on a busy machine; Node-RED itself gives a node that does not close three times as long. */
const STOP_TIMEOUT = 5_000;

/** Starts a real Node-RED with the palette installed, and resolves once its flows run. */
export async function startNodeRed(options: Options): Promise<NodeRed> {
  const userDirectory = options.userDirectory ?? createUserDirectory();
  if (!options.userDirectory) {
    linkPalette(userDirectory, options.palette ?? ROOT, ...(options.otherPalettes ?? []));
  }
  writeFlows(userDirectory, options.flows ?? []);
  const { node, nodeRed } = runtimeOf(options.version, options.node);
  const job = { nodeRed, userDir: userDirectory, settings: { ...SETTINGS, ...options.settings } };
  const host = spawn(node, [join(__dirname, "host.cjs"), JSON.stringify(job)], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Flows write their files where Node-RED was started.
    cwd: userDirectory,
    env: { ...process.env, ...options.env },
  });
  const running = new NodeRed(host, userDirectory, !options.userDirectory);
  await running.ready();
  return running;
}

/** A running Node-RED: deploy to it, see what its flows say, and stop it. */
export class NodeRed {
  /** Lines of the log, standard error included. */
  readonly log: string[] = [];
  private address = "";
  private readonly news = new Mailbox<News>();
  private readonly reports = new Mailbox<Report>();
  private readonly exited: Promise<unknown>;

  constructor(
    private readonly host: ChildProcess,
    /** Its user directory, where it was started too. */
    readonly directory: string,
    private readonly ownsDirectory: boolean,
  ) {
    this.exited = once(host, "exit");
    host.on("message", (news: News) =>
      news.kind === "report" ? this.reports.add(news) : this.news.add(news),
    );
    for (const stream of [host.stdout, host.stderr]) {
      if (stream) createInterface(stream).on("line", (line) => this.log.push(line));
    }
  }

  /** Where the editor is, with no slash at the end. */
  get url(): string {
    return this.address;
  }

  /** The process that runs it. */
  get pid(): number | undefined {
    return this.host.pid;
  }

  async ready(): Promise<void> {
    try {
      const listening = await this.heard("listening", START_TIMEOUT);
      await this.heard("started", START_TIMEOUT);
      this.address = `http://127.0.0.1:${listening.port}`;
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  /**
   * Replaces the flows, as the editor's Deploy button does in one of its three ways; resolves once they run.
   *
   * @param rights headers of somebody who may, where not everybody may
   */
  async deploy(flows: readonly FlowNode[], type: Deployment = "full", rights: Headers = {}): Promise<void> {
    const response = await this.admin("/flows", {
      method: "POST",
      headers: { ...rights, "Content-Type": "application/json", "Node-RED-Deployment-Type": type },
      body: JSON.stringify(flows),
    });
    if (!response.ok) throw new Error(`The deploy was refused: ${response.status} ${await response.text()}`);
    await this.heard("started", DEPLOY_TIMEOUT);
  }

  /** A request to the admin API. */
  admin(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { Accept: "application/json", ...init.headers };
    return fetch(this.url + path, { ...init, headers });
  }

  /** Gives a node a message, as if a wire had brought it. */
  send(id: string, message: Readonly<Record<string, unknown>>): void {
    this.host.send({ kind: "send", id, message });
  }

  /** Messages that have reached the output of that id. */
  messages<Payload = unknown>(output = "output"): Message<Payload>[] {
    return this.reported(output);
  }

  /** Every status that the tab's Status node has seen. */
  get statuses(): Status[] {
    return this.reported<{ status: Status }>("status").map(({ status }) => status);
  }

  /** Every error that the tab's Catch node has seen. */
  get catches(): Caught[] {
    return this.reported<{ error: Caught }>("catch").map(({ error }) => error);
  }

  /**
   * The first message at an output that fits and that no earlier call has returned, here already or still to come.
   * Rejects with the log after `timeout` ms, or as soon as Node-RED ends.
   */
  nextMessage<Payload = unknown>(
    fits: (message: Message<Payload>) => boolean = () => true,
    { output = "output", timeout = MESSAGE_TIMEOUT }: { output?: string; timeout?: number } = {},
  ): Promise<Message<Payload>> {
    return this.nextReport(output, fits, timeout);
  }

  /** The next status of a node that fits, in the manner of `nextMessage`. */
  async nextStatus(id: string, fits: (status: Status) => boolean = () => true): Promise<Status> {
    const wanted = ({ status }: { status: Status }) => status.source.id === id && fits(status);
    return (await this.nextReport("status", wanted)).status;
  }

  /** The next error of a node that fits, in the manner of `nextMessage`. */
  async nextError(id: string, fits: (error: Caught) => boolean = () => true): Promise<Caught> {
    const wanted = ({ error }: { error: Caught }) => error.source.id === id && fits(error);
    return (await this.nextReport("catch", wanted)).error;
  }

  /** From here on, only messages, statuses and errors that are still to come count. */
  forget(): void {
    this.reports.forget();
  }

  /** Stops the flows and the process. One that takes too long is killed, and fails the test. */
  async stop(): Promise<void> {
    if (this.host.exitCode !== null || this.host.signalCode !== null) {
      throw new Error(this.withLog("Node-RED had ended by itself."));
    }
    this.host.send({ kind: "stop" });
    const tooLong = setTimeout(() => this.host.kill("SIGKILL"), STOP_TIMEOUT);
    await this.exited;
    clearTimeout(tooLong);
    this.removeDirectory();
    if (this.host.exitCode !== 0)
      throw new Error(this.withLog(`Node-RED did not stop within ${STOP_TIMEOUT} ms.`));
  }

  /** Ends the process as a power cut would: no node learns of it. */
  async kill(): Promise<void> {
    this.host.kill("SIGKILL");
    await this.exited;
    this.removeDirectory();
  }

  private reported<Reported>(channel: string): Reported[] {
    return this.reports.all
      .filter((report) => report.channel === channel)
      .map((report) => report.message as Reported);
  }

  private async nextReport<Reported>(
    channel: string,
    fits: (message: Reported) => boolean,
    timeout = MESSAGE_TIMEOUT,
  ): Promise<Reported> {
    const wanted = (report: Report) => report.channel === channel && fits(report.message as Reported);
    return (await this.explained(this.reports.next(wanted, timeout))).message as Reported;
  }

  private async heard<Kind extends News["kind"]>(kind: Kind, timeout: number) {
    const news = await this.explained(this.news.next((item) => item.kind === kind, timeout));
    return news as Extract<News, { kind: Kind }>;
  }

  /** What is awaited, or a failure with the log, at once if the process ends meanwhile. */
  private async explained<Item>(awaited: Promise<Item>): Promise<Item> {
    const ended = this.exited.then((): never => {
      throw new Error("Node-RED has ended.");
    });
    try {
      return await Promise.race([awaited, ended]);
    } catch (error) {
      throw new Error(this.withLog(error instanceof Error ? error.message : String(error)));
    }
  }

  private withLog(message: string): string {
    return `${message}\nThe end of the log:\n${this.log.slice(-20).join("\n")}`;
  }

  private removeDirectory(): void {
    if (this.ownsDirectory) removeUserDirectory(this.directory);
  }
}
