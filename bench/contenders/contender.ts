import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { FlowNode } from "../../test/embedded/harness/flows";
import { SETTINGS } from "../../test/embedded/harness/settings";
import {
  createUserDirectory,
  linkPalette,
  removeUserDirectory,
  writeFlows,
} from "../../test/embedded/harness/user-directory";
import { ROOT } from "../../test/embedded/harness/versions";
import { Child } from "../child";

type Order =
  | { readonly kind: "begin"; readonly keepMoments: boolean; readonly watchLateness: boolean }
  | { readonly kind: "end" | "memory" | "stop" }
  | { readonly kind: "await"; readonly count: number }
  | { readonly kind: "deploy"; readonly flows: readonly FlowNode[] }
  | { readonly kind: "subscribe"; readonly flows: readonly FlowNode[]; readonly count: number }
  | { readonly kind: "send"; readonly id: string; readonly message: object }
  | { readonly kind: "play"; readonly id: string; readonly play: Play };

type Report =
  | ({ readonly kind: "ready" } & Partial<Start>)
  | { readonly kind: "begun" | "deployed" | "played" | "taken" }
  | ({ readonly kind: "ended" } & Outcome)
  | ({ readonly kind: "subscribed" } & Subscribed)
  | ({ readonly kind: "memory" } & Memory);

/** From the first line of the program to flows that run, in ms: on the clock, and of the processor. */
export interface Start {
  readonly took: number;
  readonly cpu: number;
}

/** What became of a process between `begin` and `end`. */
export interface Outcome {
  /** Of the whole process, user and system, µs. */
  readonly cpu: number;
  /** Messages that reached the end of the flow, or frames that a client received. */
  readonly taken: number;
  /** The first few of them. */
  readonly samples: readonly unknown[];
  /** When each was taken, ms on the machine's monotonic clock. */
  readonly moments: readonly number[];
  /** The 99th percentile of the event loop's delay, ms. */
  readonly late: number;
}

/** What the node at the beginning of a flow sends, beside its messages of the plays before. */
export interface Play {
  readonly count: number;
  readonly topics: number;
}

/** From the deploy until all is live. */
export interface Subscribed {
  /** ms */
  readonly took: number;
  /** The longest that the event loop stood still, ms. */
  readonly stall: number;
}

/** Bytes after a collection of garbage. */
export interface Memory {
  readonly heapUsed: number;
  readonly rss: number;
}

/** No proxy of the machine's comes between a contender and loopback. */
const ENVIRONMENT = { ...process.env, no_proxy: "*", NODE_OPTIONS: "" };
const SINK = join(ROOT, "bench/sink");

/** Whoever receives, in a fresh process. */
export class Contender {
  readonly start: Start;
  readonly #child: Child<Order, Report>;
  readonly #leave: () => void;

  private constructor(child: Child<Order, Report>, start: Start, leave: () => void) {
    this.#child = child;
    this.start = start;
    this.#leave = leave;
  }

  /** A client that is a program of its own, with its arguments. It is ready once it is connected. */
  static client(program: string, args: readonly string[]): Promise<Contender> {
    const child = fork(program, args, { execArgv: [], env: ENVIRONMENT });
    return Contender.#ready(child, program, () => {});
  }

  /**
   * Node-RED without any flow.
   *
   * @param palettes folders of what is installed beside the end of every flow
   */
  static nodeRed(palettes: readonly string[] = [ROOT]): Promise<Contender> {
    const userDir = createUserDirectory();
    linkPalette(userDir, ...palettes, SINK);
    writeFlows(userDir, []);
    const job = { nodeRed: join(ROOT, "node_modules/node-red"), userDir, settings: SETTINGS };
    const child = fork(join(__dirname, "node-red.cjs"), [JSON.stringify(job)], {
      execArgv: [],
      env: ENVIRONMENT,
      cwd: userDir,
      // Its log, which nobody reads.
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    return Contender.#ready(child, "Node-RED", () => removeUserDirectory(userDir));
  }

  static async #ready(process: ChildProcess, name: string, leave: () => void): Promise<Contender> {
    const child = new Child<Order, Report>(process, name);
    const { took = 0, cpu = 0 } = await child.next("ready");
    return new Contender(child, { took, cpu }, leave);
  }

  async deploy(flows: readonly FlowNode[]): Promise<void> {
    this.#child.tell({ kind: "deploy", flows });
    await this.#child.next("deployed");
  }

  /** Deploys flows of options, and waits until so many subscriptions are live. */
  subscribe(flows: readonly FlowNode[], count: number): Promise<Subscribed> {
    this.#child.tell({ kind: "subscribe", flows, count });
    return this.#child.next("subscribed");
  }

  /** Gives a node a message, as if a wire had brought it. */
  send(id: string, message: object): void {
    this.#child.tell({ kind: "send", id, message });
  }

  /** Lets a node of bench/alerts/source send messages. */
  async play(id: string, play: Play): Promise<void> {
    this.#child.tell({ kind: "play", id, play });
    await this.#child.next("played");
  }

  async begin({ keepMoments = false, watchLateness = false } = {}): Promise<void> {
    this.#child.tell({ kind: "begin", keepMoments, watchLateness });
    await this.#child.next("begun");
  }

  /**
   * Waits until so many messages were taken since `begin`.
   *
   * @param patience ms
   */
  async takes(count: number, patience: number): Promise<void> {
    this.#child.tell({ kind: "await", count });
    await this.#child.next("taken", patience);
  }

  end(): Promise<Outcome> {
    this.#child.tell({ kind: "end" });
    return this.#child.next("ended");
  }

  memory(): Promise<Memory> {
    this.#child.tell({ kind: "memory" });
    return this.#child.next("memory");
  }

  async stop(): Promise<void> {
    await this.#child.stop({ kind: "stop" });
    this.#leave();
  }
}

/** What comes of something that is done in a fresh Node-RED, which is stopped in any case. */
export async function inNodeRed<Result>(
  use: (nodeRed: Contender) => Promise<Result>,
  palettes?: readonly string[],
): Promise<Result> {
  const nodeRed = await Contender.nodeRed(palettes);
  try {
    return await use(nodeRed);
  } finally {
    await nodeRed.stop();
  }
}
