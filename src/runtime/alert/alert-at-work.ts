import type { Node, NodeAPI, NodeMessage } from "node-red";
import { test } from "../../alert/orders";
import type { Outcome } from "../../alert/settle";
import type { Topic } from "../../alert/topic";
import { MOST_TOPICS } from "../../alert/topics";
import type { Verdict } from "../../alert/verdict";
import { CoincallError } from "../../protocol/error";
import { PacedStatus } from "../paced-status";
import { quote } from "../quote";
import { translated } from "../texts";
import { alertText } from "./alert-texts";
import { Alerts } from "./alerts";
import { InOrder, MOST_WAITING } from "./in-order";
import { KeptState } from "./kept-state";
import { LatestMessages } from "./latest-messages";
import { nameOfLevel } from "./levels";
import { factsOf, LONGEST_TOPIC, ownCopy, topicOf } from "./message-facts";
import { type AlertAction, actionIn, listOf } from "./orders";
import { type AlertProperties, settingsOf } from "./properties";
import type { RunningAlert } from "./running-alerts";
import type { Prepared } from "./settings";
import { alertStatus } from "./status";
import { SAMPLE_TOPIC, sampleOf } from "./text/sample";
import { Writer, type Written } from "./text/writer";

type Send = (message: NodeMessage | (NodeMessage | null)[]) => void;
type Done = (error?: Error) => void;
type Incoming = NodeMessage & { readonly action?: unknown };

/** A deployed alert whose properties are right. */
export class AlertAtWork implements RunningAlert {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #properties: AlertProperties;
  readonly #prepared: Prepared;
  readonly #flaws: readonly CoincallError[];
  readonly #writer: Writer;
  readonly #alerts: Alerts;
  readonly #kept: KeptState;
  readonly #order = new InOrder();
  readonly #latest = new LatestMessages();
  readonly #status: PacedStatus;
  /** What was told once already. */
  readonly #told = new Set<string>();
  /** What the status says of a topic beside their number. */
  #alert: { readonly topic: string; readonly text: string } | undefined;
  #trouble: { readonly topic: string; readonly text: string } | undefined;
  #topicsShown = 0;
  #isRestored = false;
  #isClosed = false;

  /** @param flaws what is wrong with properties, as it is told, but does not keep it from its work */
  constructor(
    RED: NodeAPI,
    node: Node,
    properties: AlertProperties,
    prepared: Prepared,
    flaws: readonly CoincallError[],
  ) {
    this.#RED = RED;
    this.#node = node;
    this.#properties = properties;
    this.#prepared = prepared;
    this.#flaws = flaws;
    const language = properties.language || alertText(RED, "language");
    this.#writer = new Writer(prepared.template, language, properties, () => this.#tellOnce("textFailed"));
    this.#alerts = new Alerts(prepared.rule, {
      tell: (name, topic, verdict) => this.#send(undefined, name, topic, verdict, (out) => node.send(out)),
      changed: (isUrgent) => this.#kept.changed(isUrgent),
      left: (name) => this.#left(name),
    });
    const settings = settingsOf(properties);
    this.#kept = new KeptState(node, () => ({ settings, ...this.#alerts.saved() }));
    this.#status = new PacedStatus(node, () => ({ status: this.#statusNow(), isCountdown: false }));
    this.#order.do(this.#kept.read(), (found) => {
      if ((Object(found) as { settings?: unknown }).settings === settings) this.#alerts.restore(found);
      this.#isRestored = true;
    });
  }

  /** All nodes are there. */
  start(): void {
    for (const flaw of this.#flaws) this.#node.error(flaw, {});
    this.#order.do(undefined, () => {
      if (this.#isClosed) return;
      this.#alerts.begin();
      this.#status.refresh();
    });
  }

  async close(removed: boolean): Promise<void> {
    this.#isClosed = true;
    this.#alerts.close();
    this.#status.close();
    await this.#kept.close(removed, this.#isRestored);
  }

  latest(): object | undefined {
    const { latest } = this.#latest;
    return latest === undefined ? undefined : this.#latest.of(latest);
  }

  test(): Promise<Written> {
    return new Promise((resolve) => {
      const asked = {} as Incoming;
      this.#order.do(this.#prepared.levels(asked), (levels) =>
        resolve(this.#test(asked, levels, (out) => this.#node.send(out))),
      );
    });
  }

  input(message: Incoming, send: Send, done: Done): void {
    const topic = topicOf(message);
    if (topic === undefined) done(this.#newsOf("topicTooLong", { most: LONGEST_TOPIC }));
    else if (this.#order.isFull) done(this.#newsOf("alertTooSlow", { most: MOST_WAITING }));
    else this.#take(topic, message, send, done);
  }

  #take(topic: string, message: Incoming, send: Send, done: Done): void {
    const action = actionIn(message);
    const now = Date.now();
    const levels = action && action !== "test" ? [] : this.#prepared.levels(message);
    this.#order.do(levels, (found) => {
      if (this.#isClosed) done();
      else if (action) done(this.#obey(action, message, topic, found, send));
      else done(this.#judge(message, topic, found, now, send));
    });
  }

  #judge(message: Incoming, topic: string, levels: readonly unknown[], now: number, send: Send) {
    const value = ownCopy(this.#prepared.value(message));
    const outcome = this.#alerts.hear(topic, { value, levels, facts: factsOf(message), now });
    this.#latest.heard(topic, message);
    for (const verdict of outcome.verdicts) this.#send(message, topic, outcome.topic, verdict, send);
    if (this.#alerts.size !== this.#topicsShown) this.#status.refresh();
    if (outcome.problem) return this.#problem(outcome, topic, value);
    if (this.#trouble?.topic === topic) this.#isTroubled(undefined);
    return undefined;
  }

  /** @param message what came; nothing where time has passed, or something was armed */
  #send(message: Incoming | undefined, name: string, topic: Topic, verdict: Verdict, send: Send): Written {
    const { levels } = topic;
    const isSimulated = this.#alerts.isSimulated(name);
    const known = message ?? this.#latest.of(name);
    const written = this.#writer.write({ topic: name, verdict, levels, isSimulated, message: known });
    const { text, alert } = written;
    const out = { ...this.#copyOf(message, name), payload: text, alert } as NodeMessage;
    if (verdict.state === "alert") this.#alert = { topic: name, text };
    else if (verdict.state === "clear" && this.#alert?.topic === name) this.#alert = undefined;
    this.#status.refresh();
    send(verdict.state === "clear" ? [null, out] : [out, null]);
    return written;
  }

  /** What goes on of a message: of our own, as it is told of again later. */
  #copyOf(message: Incoming | undefined, topic: string): NodeMessage {
    if (message) {
      const { payload: _, ...rest } = message;
      return this.#RED.util.cloneMessage(rest);
    }
    const { coincall } = (this.#latest.of(topic) ?? {}) as { coincall?: unknown };
    const kept = { topic, ...(coincall !== undefined && { coincall }) };
    return this.#RED.util.cloneMessage(kept);
  }

  #obey(
    action: AlertAction,
    message: Incoming,
    topic: string,
    levels: readonly unknown[],
    send: Send,
  ): undefined {
    const name = topic === "" ? undefined : topic;
    if (action === "list") send([{ ...message, payload: listOf(this.#alerts, name) }, null]);
    else if (action === "test") this.#test(message, levels, send);
    else {
      this.#alerts[action](name);
      if (action === "reset") this.#reset(name);
      this.#status.refresh();
    }
  }

  /** One test, also where there are many topics: of the one that is named, or that was heard last. */
  #test(asked: Incoming, levels: readonly unknown[], send: Send): Written {
    const now = Date.now();
    const named = topicOf(asked);
    const name = named || this.#latest.latest;
    const { rule } = this.#prepared;
    const known = this.#alerts.get(name ?? "");
    if (name !== undefined && known.value !== null) {
      return this.#send(this.#asking(asked, name), name, known, test(rule, known, now), send);
    }
    const { topic, verdict } = sampleOf(rule, levels, now);
    const shown = name || SAMPLE_TOPIC;
    return this.#send(
      this.#asking(asked, shown),
      shown,
      topic,
      { ...verdict, state: "test", count: 0 },
      send,
    );
  }

  /** The message that asked, with what is known of the topic beside. */
  #asking(asked: Incoming, topic: string): Incoming {
    const { action: _, ...rest } = asked;
    return { ...this.#latest.of(topic), ...rest, topic } as Incoming;
  }

  #reset(name: string | undefined): void {
    if (name === undefined) {
      this.#latest.clear();
      this.#told.clear();
    } else this.#latest.forget(name);
    if (name === undefined || this.#alert?.topic === name) this.#alert = undefined;
    if (name === undefined || this.#trouble?.topic === name) this.#trouble = undefined;
  }

  #problem(
    { problem, topic: { unreadable } }: Outcome,
    topic: string,
    value: unknown,
  ): CoincallError | undefined {
    if (problem === "value") {
      const said = { topic: quote(topic || "payload"), value: quote(value) };
      if (unreadable === 1) this.#isTroubled({ topic, text: alertText(this.#RED, "status.noNumber", said) });
      return this.#newsOf("valueUnreadable", said);
    }
    const source = nameOfLevel(this.#properties, problem ?? "level");
    if (this.#trouble?.topic !== topic) {
      this.#isTroubled({ topic, text: alertText(this.#RED, "status.levelMissing", { source }) });
    }
    return this.#newsOf("levelUnreadable", { source });
  }

  #isTroubled(trouble: { readonly topic: string; readonly text: string } | undefined): void {
    this.#trouble = trouble;
    this.#status.refresh();
  }

  #left(name: string): void {
    this.#latest.forget(name);
    if (this.#alert?.topic === name) this.#alert = undefined;
    this.#tellOnce("topicsTooMany", { most: MOST_TOPICS });
  }

  #tellOnce(reason: string, values: CoincallError["values"] = {}): void {
    const error = this.#newsOf(reason, values);
    if (error) this.#node.error(error, {});
  }

  /** What was not told yet. */
  #newsOf(reason: string, values: CoincallError["values"]): CoincallError | undefined {
    if (this.#told.has(reason)) return undefined;
    this.#told.add(reason);
    return translated(this.#RED, new CoincallError("COINCALL_INPUT", reason, values));
  }

  #statusNow() {
    this.#topicsShown = this.#alerts.size;
    return alertStatus(this.#RED, {
      problem: this.#trouble?.text ?? (this.#alert ? undefined : this.#flaws[0]?.message),
      alert: this.#alert?.text,
      topics: this.#alerts.size,
      areSimulated: this.#alerts.areSimulated,
    });
  }
}
