import guards = require("#guards/properties");

import type { Node, NodeAPI, NodeMessage } from "node-red";
import type { LinkState } from "../../link/socket/link";
import type { Endpoint } from "../../protocol/channels";
import type { CoincallError } from "../../protocol/error";
import { LIMITS } from "../../protocol/limits";
import type { Connection } from "../connection/connection";
import type { ConnectionObserver, SymbolState, WatchedSymbol } from "../connection/observers";
import { presentable } from "../connection/presentable";
import { onFlowsStarted } from "../flow-start";
import { linkWords } from "../link-words";
import { registerPaletteNode } from "../palette-node";
import { type PropertySchemas, propertyCheck } from "../properties";
import { StatusLine, type StatusView } from "../status-line";
import { text, translated } from "../texts";
import { unknownAction } from "../unknown-action";
import { OutageNotice } from "./outage-notice";
import { healthOf, reportOf, type StatusReport } from "./report";

interface StatusProperties {
  readonly connection: string;
  readonly name: string;
  /** Of every change, or of endpoints that have been down for long. */
  readonly notify: "changes" | "downFor";
  /** Seconds. */
  readonly downFor: number;
}

export const STATUS_PROPERTIES: PropertySchemas<StatusProperties> = {
  connection: { type: "string", default: "" },
  name: { type: "string", default: "" },
  notify: { type: "string", enum: ["changes", "downFor"], default: "changes" },
  downFor: { type: "number", ...LIMITS.downFor, default: 60 },
};

export const STATUS_ACTIONS = ["health", "get"] as const;

const ENDPOINTS: readonly Endpoint[] = ["options", "futures"];

/** Registers the node that tells what becomes of a connection. It opens nothing itself. */
export function registerStatusNode(RED: NodeAPI): void {
  registerPaletteNode<StatusProperties>(RED, {
    type: "coincall-status",
    check: propertyCheck(guards.status, STATUS_PROPERTIES),
    run: (node, properties, connection) => {
      const statusNode = new StatusNode(RED, node, properties, connection);
      node.on("input", (message, send, done) => statusNode.input(message, send, done));
      const stopObserving = connection.observers.add(statusNode);
      const notStarted = onFlowsStarted(RED, () => statusNode.start());
      return {
        concernedBy: () => undefined,
        close: (removed) => {
          notStarted();
          stopObserving();
          statusNode.close(removed);
        },
      };
    },
  });
}

class StatusNode implements ConnectionObserver {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #connection: Connection;
  readonly #status: StatusLine;
  /** What is told in the place of every change. */
  readonly #outages: OutageNotice | undefined;

  constructor(RED: NodeAPI, node: Node, { notify, downFor }: StatusProperties, connection: Connection) {
    this.#RED = RED;
    this.#node = node;
    this.#connection = connection;
    this.#status = new StatusLine(RED, node, () => viewOf(RED, connection));
    if (notify === "changes") return;
    this.#outages = new OutageNotice(node, downFor, {
      report: (endpoint) => this.#report(endpoint),
      tell: (report) => this.#node.send(messageOf(report)),
    });
  }

  /** Shows how things are, also when nothing changes. */
  start(): void {
    this.#status.refresh();
    void this.#outages?.start();
  }

  close(removed: boolean): void {
    this.#status.close();
    this.#outages?.close(removed);
  }

  linkChanged(endpoint: Endpoint): void {
    this.#status.refresh();
    if (this.#outages) this.#outages.linkChanged(endpoint);
    else this.#node.send(messageOf(this.#report(endpoint)));
  }

  symbolChanged({ endpoint, symbol, rolled }: WatchedSymbol, state: SymbolState): void {
    if (this.#outages) return;
    const report = { ...this.#report(endpoint), state, symbol, since: Date.now() };
    this.#node.send(messageOf(rolled ? { ...report, rolled } : report));
  }

  input(message: NodeMessage, send: (message: NodeMessage) => void, done: (error?: Error) => void): void {
    const { action } = message as { action?: unknown };
    if (action === "get") for (const endpoint of ENDPOINTS) send(this.#figures(message, endpoint));
    else if (action === "health") send(this.#health(message));
    else {
      done(translated(this.#RED, unknownAction(action, STATUS_ACTIONS)));
      return;
    }
    done();
  }

  #figures(asked: NodeMessage, endpoint: Endpoint): NodeMessage {
    const figures = this.#connection.feed(endpoint).figures();
    const coverage = this.#connection.coverages.all(endpoint);
    // Two messages of their own: what one flow changes in one is not seen in the other.
    const copy = this.#RED.util.cloneMessage(asked);
    return { ...copy, ...messageOf({ ...this.#report(endpoint), ...figures, coverage }) };
  }

  /** Made to go on to an HTTP response. */
  #health(asked: NodeMessage): NodeMessage & { statusCode: number } {
    const { observers, coverages } = this.#connection;
    const [options, futures] = [this.#report("options"), this.#report("futures")];
    const payload = healthOf(options, futures, observers.areOverdue, coverages.all());
    return { ...asked, payload, statusCode: payload.ok ? 200 : 503 };
  }

  /** In words, where this machine's clock is off and that had to be made up for. */
  #clockOff(): string | undefined {
    const seconds = this.#connection.secondsOff;
    return seconds === undefined ? undefined : text(this.#RED, "log.clockOff", { seconds });
  }

  #report(endpoint: Endpoint): StatusReport {
    const words = (error: CoincallError) => presentable(this.#RED, this.#connection, error).message;
    return reportOf(this.#connection.name, this.#connection.feed(endpoint), words, this.#clockOff());
  }
}

const WORST_FIRST: readonly LinkState["name"][] = ["refused", "waiting", "connecting", "open", "idle"];

/** The worse of the links, as a palette node would show it. */
function viewOf(RED: NodeAPI, connection: Connection): StatusView {
  const feeds = ENDPOINTS.map((endpoint) => connection.feed(endpoint));
  const states = feeds.map(({ state }) => state);
  const name = WORST_FIRST.find((worst) => states.some((state) => state.name === worst));
  const link = states.find((state) => state.name === name) ?? { name: "idle" };
  const refusal = link.name === "idle" ? feeds.find((feed) => feed.refusal)?.refusal : undefined;
  return {
    problem: refusal && presentable(RED, connection, refusal).message,
    waitsFor: undefined,
    subscriptions: link.name === "idle" ? 0 : 1,
    link,
    words: linkWords(RED, connection, link),
    clockOff: connection.secondsOff,
    expired: 0,
    choosing: 0,
    resolved: undefined,
    watched: undefined,
    hasData: true,
    filling: undefined,
    overdueFor: undefined,
    simulated: connection.isSimulated,
    now: performance.now(),
  };
}

function messageOf(report: StatusReport): NodeMessage & { payload: StatusReport } {
  return { topic: report.endpoint, payload: report };
}
