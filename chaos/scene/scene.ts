import { setTimeout as wait } from "node:timers/promises";
import type { StatusReport } from "../../src/runtime/status/report";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator";
import {
  type Deployment,
  type FlowNode,
  type NodeRed,
  type Properties,
  saved,
} from "../../test/embedded/harness";
import { type Bend, BentExchange } from "../../test/support/bent-exchange";
import { TcpProxy } from "../proxy/proxy";
import { Shortfall } from "../shortfall";
import { connectionTo, flowAround, WATCHED } from "./flow";
import { Ledger } from "./ledger";
import { Observations } from "./observations";
import { ExchangeProgram } from "./program";

const LOOK_AGAIN = 20;
const ASK_AGAIN = 250;
const PATIENCE = 10_000;

/** Whatever a fault is played on: Node-RED, the exchange, and the proxy between them. */
export class Scene {
  readonly nodeRed: NodeRed;
  readonly seen: Observations;
  /** Whether the user wants it short. */
  readonly brief: boolean;
  /** When the fault began and when it was over, ms since 1970. */
  begun = 0;
  ended = 0;
  /** What a fault measured, in words for the table. */
  note = "";
  ledger: Ledger | undefined;
  exchange: Simulator;
  readonly proxy: TcpProxy;
  #deploys = 0;
  #program: ExchangeProgram | undefined;
  #bent: BentExchange | undefined;

  private constructor(nodeRed: NodeRed, exchange: Simulator, proxy: TcpProxy, brief: boolean) {
    this.nodeRed = nodeRed;
    this.exchange = exchange;
    this.proxy = proxy;
    this.brief = brief;
    this.seen = new Observations(nodeRed);
  }

  static async set(nodeRed: NodeRed, brief: boolean): Promise<Scene> {
    const exchange = await startSimulator();
    const proxy = await TcpProxy.start(portOf(exchange));
    nodeRed.forget();
    return new Scene(nodeRed, exchange, proxy, brief);
  }

  async clear(): Promise<void> {
    this.forgetTrades();
    await this.proxy.close();
    await this.#bent?.close();
    await this.exchange.close();
    await this.#program?.close();
  }

  /** Whether nodes were replaced by others, which know nothing of the trades and links of those. */
  get isRedeployed(): boolean {
    return this.#deploys > 1;
  }

  /** Deploys the flow, as if it had never been there. */
  async deploy(properties: Properties = {}, watched: readonly FlowNode[] = WATCHED): Promise<void> {
    this.#deploys += 1;
    await this.nodeRed.deploy(flowAround(connectionTo(this.proxy.url, properties), watched));
  }

  /** Deploys the flow once more, as the editor does when something in it was changed. */
  async redeploy(type: Deployment, watched: readonly FlowNode[] = WATCHED): Promise<void> {
    this.#deploys += 1;
    await this.nodeRed.deploy(saved(flowAround(connectionTo(this.proxy.url), watched)), type);
  }

  /** Waits until data of both symbols flows, and takes the trades down from here. */
  async live(): Promise<void> {
    await this.until(() => new Set(this.seen.books.map(({ topic }) => topic)).size === 2, "no data at first");
    this.forgetTrades();
    // What trades a program has nobody here knows.
    if (!this.#program) this.ledger = new Ledger(this.exchange.market);
  }

  /** The trades are not looked at any more: some had to be lost. */
  forgetTrades(): void {
    this.ledger?.close();
    this.ledger = undefined;
  }

  /** The fault begins now. */
  begin(): void {
    this.begun = Date.now();
  }

  /** The exchange can be reached from now on. */
  end(): void {
    this.ended = Date.now();
  }

  /** An exchange in place of this one, at the same address as Node-RED sees it. */
  async replaceExchange(options: SimulatorOptions = {}): Promise<void> {
    await this.exchange.close();
    this.exchange = await startSimulator(options);
    this.proxy.exchangePort = portOf(this.exchange);
  }

  /** The exchange's answers about the past come bent from now on; the sockets go through as they are. */
  async bendPast(bend: Bend): Promise<void> {
    this.#bent = await BentExchange.before(this.exchange.url, bend);
    this.proxy.exchangePort = portOf(this.#bent);
  }

  /** An exchange in a process of its own in place of this one. */
  async exchangeElsewhere(): Promise<ExchangeProgram> {
    this.#program = await ExchangeProgram.start();
    this.proxy.exchangePort = this.#program.port;
    return this.#program;
  }

  /** @throws Shortfall with what is missing when it does not hold in time */
  readonly until = async (holds: () => boolean, missing: string, patience = PATIENCE): Promise<void> => {
    const deadline = Date.now() + patience;
    while (!holds()) {
      if (Date.now() > deadline) throw new Shortfall(missing);
      await wait(LOOK_AGAIN);
    }
  };

  /** What the status node answers for the endpoint of a market, now. */
  async ask(endpoint: "options" | "futures"): Promise<StatusReport> {
    const before = this.seen.links.length;
    this.nodeRed.send("status", { action: "get" });
    const answer = () =>
      this.seen.links
        .slice(before)
        .find((report) => report.endpoint === endpoint && report.dropped !== undefined);
    await this.until(() => answer() !== undefined, "the status node does not answer");
    const report = answer();
    if (!report) throw new Shortfall("the status node does not answer");
    return report;
  }

  /** Waits until so many subscriptions of an endpoint are live. */
  async liveBecomes(endpoint: "options" | "futures", count: number, patience: number): Promise<void> {
    const deadline = Date.now() + patience;
    for (;;) {
      const { live } = (await this.ask(endpoint)).subscriptions;
      if (live === count) return;
      if (Date.now() > deadline) throw new Shortfall(`${live} of ${count} subscriptions live`);
      await wait(ASK_AGAIN);
    }
  }

  /** Looks on for a while. */
  async lookOn(milliseconds: number): Promise<void> {
    await wait(milliseconds);
  }
}

function portOf(exchange: Pick<Simulator, "url">): number {
  return Number(new URL(exchange.url).port);
}
