import type { Node, NodeAPI, NodeStatus } from "node-red";
import type { LinkState } from "../link/socket/link";
import { text } from "./texts";

/** What a node's status depends on. */
export interface StatusView {
  /** Something that the user must put right: a property, or a refused subscription. */
  readonly problem: string | undefined;
  readonly subscriptions: number;
  /** The variable that will hold the symbols, while it does not: `flow.coins`. */
  readonly waitsFor: string | undefined;
  /** How many of them are over. */
  readonly expired: number;
  /** How many of them are rolling names that have no option now. */
  readonly choosing: number;
  /** What the only one is now, if it is a rolling name: `4DEC26 81000 C`. */
  readonly resolved: string | undefined;
  /** What is watched, where that is not what the node was saved with: `ETHUSD`, or `ETHUSD +2`. */
  readonly watched: string | undefined;
  readonly link: LinkState;
  /** Why there is no link, in the exchange's words or ours; as they may be shown. */
  readonly words: string | undefined;
  /** By how many seconds this machine's clock is off, where that had to be made up for. */
  readonly clockOff: number | undefined;
  /** Whether data has come over the present connection. */
  readonly hasData: boolean;
  /** How far it is with what was missed: how many symbols are whole again of how many; `undefined` where nothing is. */
  readonly filling: { readonly whole: number; readonly of: number } | undefined;
  /** For how long a symbol has been silent, past what the user wants to bear; ms. */
  readonly overdueFor: number | undefined;
  readonly simulated: boolean;
  /** ms of the clock that only runs forward. */
  readonly now: number;
}

type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Source: docs/contract.md, "Status". */
export function statusOf(view: StatusView, translate: Translate): NodeStatus {
  if (view.problem !== undefined) return { fill: "red", shape: "dot", text: view.problem };
  if (view.subscriptions === 0 && view.waitsFor !== undefined) {
    return { fill: "yellow", shape: "ring", text: translate("status.waitingFor", { source: view.waitsFor }) };
  }
  if (view.subscriptions === 0) return { fill: "grey", shape: "ring", text: translate("status.noSymbols") };
  if (view.expired === view.subscriptions) {
    return { fill: "grey", shape: "ring", text: translate("status.expired") };
  }
  const isChoosing = view.expired + view.choosing === view.subscriptions;
  switch (view.link.name) {
    case "idle":
    case "connecting":
      return ofStart(isChoosing ? "status.choosing" : "status.connecting", translate);
    case "waiting": {
      const seconds = Math.max(1, Math.ceil((view.link.retryAt - view.now) / 1000));
      return { fill: "red", shape: "ring", text: reconnectingText(seconds, view.words, translate) };
    }
    case "refused":
      return { fill: "red", shape: "dot", text: refusedText(view, translate) };
    case "open":
      return isChoosing ? ofStart("status.choosing", translate) : statusOfData(view, translate);
  }
}

function ofStart(key: string, translate: Translate): NodeStatus {
  return { fill: "yellow", shape: "ring", text: translate(key) };
}

function statusOfData(view: StatusView, translate: Translate): NodeStatus {
  if (view.overdueFor !== undefined) {
    return { fill: "yellow", shape: "dot", text: overdueText(view.overdueFor, translate) };
  }
  const fill = view.simulated ? "blue" : "green";
  if (view.filling) return { fill, shape: "dot", text: fillingText(view.filling, translate) };
  if (!view.hasData) return { fill: "yellow", shape: "dot", text: translate("status.waitingForData") };
  return { fill, shape: "dot", text: liveText(view, translate) };
}

function fillingText({ whole, of }: NonNullable<StatusView["filling"]>, translate: Translate): string {
  return of === 1 ? translate("status.filling") : translate("status.fillingSeveral", { whole, count: of });
}

function reconnectingText(seconds: number, words: string | undefined, translate: Translate): string {
  if (words === undefined) return translate("status.reconnecting", { seconds });
  return translate("status.reconnectingBecause", { seconds, words });
}

function refusedText({ words, simulated }: StatusView, translate: Translate): string {
  const group = simulated ? "simulator.status" : "status";
  return words === undefined
    ? translate(`${group}.refused`)
    : translate(`${group}.refusedBecause`, { words });
}

function liveText(view: StatusView, translate: Translate): string {
  const live = countText(view, translate);
  if (view.clockOff === undefined) return live;
  return `${live}, ${translate("status.clockOff", { seconds: view.clockOff })}`;
}

function countText(view: StatusView, translate: Translate): string {
  const { subscriptions: count, expired, choosing, resolved, watched } = view;
  if (expired > 0)
    return translate("status.liveOfSeveral", { live: count - expired - choosing, count, expired });
  if (choosing > 0)
    return translate("status.liveBesideChoosing", { live: count - choosing, count, choosing });
  const option = count === 1 && resolved !== undefined ? resolved : watched;
  if (option !== undefined) return translate("status.liveAs", { option });
  return count > 1 ? translate("status.liveSeveral", { count }) : translate("status.live");
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

function overdueText(silence: number, translate: Translate): string {
  if (silence < MINUTE) return translate("status.overdueSeconds", { count: Math.floor(silence / SECOND) });
  if (silence < HOUR) return translate("status.overdueMinutes", { count: Math.floor(silence / MINUTE) });
  return translate("status.overdueHours", { count: Math.floor(silence / HOUR) });
}

/** A status as it is to be shown now. */
export interface StatusNow {
  readonly status: NodeStatus;
  /** Whether it goes on by itself, also when a timer that is a little early finds it unchanged. */
  readonly isCountdown: boolean;
}

/** Shows a status when it differs from the one shown, at most once a second, and always the latest in the end. */
export class PacedStatus {
  readonly #node: Node;
  readonly #statusNow: () => StatusNow;
  #shown = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(node: Node, statusNow: () => StatusNow) {
    this.#node = node;
    this.#statusNow = statusNow;
  }

  refresh(): void {
    if (this.#timer === undefined) this.#show();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #show(): void {
    const { status, isCountdown } = this.#statusNow();
    const name = JSON.stringify(status);
    const changed = name !== this.#shown;
    if (changed) this.#node.status(status);
    this.#shown = name;
    if (!changed && !isCountdown) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, SECOND);
  }
}

/** The status of a node with a connection. */
export class StatusLine extends PacedStatus {
  constructor(RED: NodeAPI, node: Node, view: () => StatusView) {
    const translate: Translate = (key, values) => text(RED, key, values);
    super(node, () => {
      const seen = view();
      return { status: statusOf(seen, translate), isCountdown: seen.link.name === "waiting" };
    });
  }
}
