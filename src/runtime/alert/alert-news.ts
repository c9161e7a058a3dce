import type { NodeAPI, NodeStatus } from "node-red";
import { isMove } from "../../alert/rule";
import type { Outcome } from "../../alert/settle";
import { isValue, readValue } from "../../alert/values/value";
import type { Verdict } from "../../alert/verdict";
import { CoincallError } from "../../protocol/error";
import { quote } from "../quote";
import { translated } from "../texts";
import { alertText } from "./alert-texts";
import { nameOfLevel } from "./messages/levels";
import type { Places } from "./messages/places";
import { alertStatus, briefly } from "./status";

/** So many alerts are remembered for the status. */
const MOST_ALERTS = 50;

interface OfTopic {
  readonly topic: string;
  readonly text: string;
}

/** What is wrong, or was told last: for the status, and once for a Catch node. */
export class AlertNews {
  readonly #RED: NodeAPI;
  readonly #places: Places;
  /** What is wrong with the properties, in words. */
  readonly #flaw: string | undefined;
  /** Reasons that were told. */
  readonly #told = new Set<string>();
  /** Of topics whose alerts hold, the latest last. */
  readonly #alerts = new Map<string, string>();
  #trouble: OfTopic | undefined;

  /** @param places as somebody wrote them */
  constructor(RED: NodeAPI, places: Places, flaw: string | undefined) {
    this.#RED = RED;
    this.#places = places;
    this.#flaw = flaw;
  }

  told(topic: string, { state }: Verdict, text: string): void {
    if (state === "test") return;
    this.#alerts.delete(topic);
    if (state === "clear") return;
    this.#alerts.set(topic, briefly(text));
    const [oldest] = this.#alerts.keys();
    if (oldest !== undefined && this.#alerts.size > MOST_ALERTS) this.#alerts.delete(oldest);
  }

  /** What became of a message. @returns an error that is new */
  judged(
    topic: string,
    { problem, topic: { unreadable } }: Outcome,
    value: unknown,
  ): CoincallError | undefined {
    if (problem === undefined) {
      if (this.#trouble?.topic === topic && isValue(readValue(value))) this.#trouble = undefined;
      return undefined;
    }
    if (problem === "value") {
      const values = { topic: quote(topic || this.#places.property), value: quote(value) };
      if (unreadable === 1) this.#trouble = { topic, text: alertText(this.#RED, "status.noNumber", values) };
      return this.once("valueUnreadable", values);
    }
    const values = { source: nameOfLevel(this.#places, problem) };
    // How far something has to move is no number below 0, nor 0.
    const [status, reason] = isMove(this.#places.condition)
      ? (["status.levelNotAboveZero", "levelNotAboveZero"] as const)
      : (["status.levelMissing", "levelUnreadable"] as const);
    this.#trouble = { topic, text: alertText(this.#RED, status, values) };
    return this.once(reason, values);
  }

  /** An error that is new; nothing where there was one of the reason. */
  once(reason: string, values: CoincallError["values"] = {}): CoincallError | undefined {
    if (this.#told.has(reason)) return undefined;
    this.#told.add(reason);
    return translated(this.#RED, new CoincallError("COINCALL_INPUT", reason, values));
  }

  /** @param topic one, or all */
  forget(topic: string | undefined): void {
    if (topic === undefined) {
      this.#told.clear();
      this.#alerts.clear();
    } else this.#alerts.delete(topic);
    if (topic === undefined || this.#trouble?.topic === topic) this.#trouble = undefined;
  }

  /** @param topics how many are watched */
  status(topics: number, areSimulated: boolean): NodeStatus {
    const alert = [...this.#alerts.values()].at(-1);
    // What is left out of the settings is told as long as there is nothing newer.
    const problem = this.#trouble?.text ?? (alert === undefined ? this.#flaw : undefined);
    return alertStatus(this.#RED, { problem, alert, topics, areSimulated });
  }
}
