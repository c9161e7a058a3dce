import type { Node, NodeAPI, NodeMessage } from "node-red";
import { test } from "../../alert/orders";
import type { Outcome } from "../../alert/settle";
import type { Topic } from "../../alert/topic";
import { MOST_TOPICS } from "../../alert/topics";
import type { Value } from "../../alert/values/value";
import type { Verdict } from "../../alert/verdict";
import type { CoincallError } from "../../protocol/error";
import { PacedStatus, type StatusNow } from "../status-line";
import { type AlertAction, actionIn } from "./actions";
import { AlertNews } from "./alert-news";
import { alertText } from "./alert-texts";
import { KeptState } from "./kept-state";
import { factsOf, LONGEST_TOPIC, ownCopy, topicOf } from "./messages/facts";
import { InOrder, MOST_WAITING } from "./messages/in-order";
import { LatestMessages } from "./messages/latest-messages";
import { placesAsWritten } from "./messages/places";
import { type AlertProperties, settingsOf } from "./properties";
import type { RunningAlert } from "./running-alerts";
import type { Prepared } from "./settings";
import { SAMPLE_TOPIC, sampleMessage, sampleOf } from "./text/sample";
import { Writer, type Written } from "./text/writer";
import { Alerts } from "./topics/alerts";
import { listOf } from "./topics/listed";

type Send = (message: NodeMessage | (NodeMessage | null)[]) => void;
type Done = (error?: Error) => void;
type Incoming = NodeMessage & { readonly action?: unknown };

/** A deployed alert whose properties are right. */
export class AlertAtWork implements RunningAlert {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #property: string;
  readonly #prepared: Prepared;
  readonly #flaws: readonly CoincallError[];
  readonly #writer: Writer;
  readonly #alerts: Alerts;
  readonly #kept: KeptState;
  readonly #order: InOrder;
  readonly #latest = new LatestMessages();
  readonly #news: AlertNews;
  readonly #status: PacedStatus;
  #topicsShown = 0;
  #isTroubled = false;
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
    this.#property = properties.property;
    this.#order = new InOrder((error) => node.error(error, {}));
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
    this.#news = new AlertNews(RED, placesAsWritten(RED, node, properties), flaws[0]?.message);
    this.#status = new PacedStatus(node, () => this.#statusNow());
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
    return this.#latest.last?.message;
  }

  test(): Promise<Written> {
    return new Promise((resolve) => {
      const asked = {} as Incoming;
      this.#order.do(this.#prepared.levels(asked), (levels) =>
        resolve(this.#test(asked, undefined, levels, (out) => this.#node.send(out))),
      );
    });
  }

  input(message: Incoming, send: Send, done: Done): void {
    const topic = topicOf(message);
    if (topic === undefined) done(this.#news.once("topicTooLong", { most: LONGEST_TOPIC }));
    else if (this.#order.isFull) done(this.#news.once("alertTooSlow", { most: MOST_WAITING }));
    else this.#take(topic, message, send, done);
  }

  #take(topic: string, message: Incoming, send: Send, done: Done): void {
    const action = actionIn(message);
    const now = Date.now();
    const levels = action && action !== "test" ? [] : this.#prepared.levels(message);
    this.#order.do(levels, (found) => {
      try {
        done(this.#isClosed ? undefined : this.#answer(action, message, topic, found, now, send));
      } catch (error) {
        done(error as Error);
      }
    });
  }

  #answer(
    action: AlertAction | undefined,
    message: Incoming,
    topic: string,
    levels: readonly unknown[],
    now: number,
    send: Send,
  ): CoincallError | undefined {
    if (!action) return this.#judge(message, topic, levels, now, send);
    this.#obey(action, message, topic, levels, send);
    return undefined;
  }

  #judge(message: Incoming, topic: string, levels: readonly unknown[], now: number, send: Send) {
    const value = ownCopy(this.#prepared.value(message));
    const { at, isPast, isRolled, isResumed, isSimulated } = factsOf(message);
    const said = { value, levels, at, now, isPast, isRolled, isResumed };
    const outcome = this.#alerts.hear(topic, said, isSimulated);
    this.#latest.heard(topic, message, this.#alerts.awaits(outcome.topic, now));
    for (const verdict of outcome.verdicts) this.#send(message, topic, outcome.topic, verdict, send);
    return this.#judged(topic, outcome, value);
  }

  /** The status is made anew where it can be another; most messages change nothing of it. */
  #judged(topic: string, outcome: Outcome, value: unknown): CoincallError | undefined {
    const error = this.#news.judged(topic, outcome, value);
    const isTroubled = outcome.problem !== undefined;
    if (isTroubled || this.#isTroubled || this.#alerts.size !== this.#topicsShown) this.#status.refresh();
    this.#isTroubled = isTroubled;
    return error;
  }

  /** @param message what came; nothing where time has passed, or something was armed */
  #send(message: Incoming | undefined, name: string, topic: Topic, verdict: Verdict, send: Send): void {
    const known = message ?? this.#latest.of(name);
    const written = this.#write(name, topic.levels, verdict, known);
    this.#news.told(name, verdict, written.text);
    this.#status.refresh();
    const { coincall } = (known ?? {}) as { coincall?: unknown };
    const out = this.#out(message ?? { topic: name, ...(coincall !== undefined && { coincall }) }, written);
    send(verdict.state === "clear" ? [null, out] : [out, null]);
  }

  #write(topic: string, levels: readonly Value[], verdict: Verdict, message: object | undefined): Written {
    const isSimulated = this.#alerts.isSimulated(topic);
    return this.#writer.write({ topic, verdict, levels, isSimulated, message });
  }

  /** A message of our own: what came is told of again later, whatever a flow does with this. */
  #out({ payload: _, ...kept }: Partial<NodeMessage>, { text, alert }: Written): NodeMessage {
    return { ...this.#RED.util.cloneMessage(kept), payload: text, alert } as NodeMessage;
  }

  #obey(action: AlertAction, message: Incoming, topic: string, levels: readonly unknown[], send: Send): void {
    const name = topic === "" ? undefined : topic;
    if (action === "list") this.#list(message, name, send);
    else if (action === "test") this.#test(message, name, levels, send);
    else {
      this.#alerts[action](name);
      if (action === "reset") this.#reset(name);
      this.#status.refresh();
    }
  }

  #list(asked: Incoming, name: string | undefined, send: Send): void {
    const { alert: _, ...kept } = asked as Incoming & { readonly alert?: unknown };
    send([{ ...kept, payload: listOf(this.#alerts, name) }, null]);
  }

  /** One test, also where there are many topics: of the one that is named, or that was heard last, or of a sample. */
  #test(asked: Incoming, named: string | undefined, levels: readonly unknown[], send: Send): Written {
    const now = Date.now();
    const { rule } = this.#prepared;
    const name = named ?? this.#latest.last?.topic ?? this.#alerts.latest ?? SAMPLE_TOPIC;
    const known = this.#alerts.get(name);
    const sample = known.value === null ? sampleOf(rule, levels, now) : undefined;
    const { topic, verdict } = sample ?? { topic: known, verdict: test(rule, known, now) };
    const { value = null } = verdict;
    const message = this.#latest.of(name) ?? sampleMessage(this.#property, value);
    const written = this.#write(
      name,
      topic.levels,
      { ...verdict, state: "test", count: known.count },
      message,
    );
    const { coincall } = message as { coincall?: unknown };
    const { action: _, ...rest } = asked;
    send([this.#out({ ...(coincall !== undefined && { coincall }), ...rest, topic: name }, written), null]);
    return written;
  }

  #reset(name: string | undefined): void {
    if (name === undefined) this.#latest.clear();
    else this.#latest.forget(name);
    this.#news.forget(name);
  }

  #left(name: string): void {
    this.#latest.forget(name);
    this.#news.forget(name);
    this.#tellOnce("topicsTooMany", { most: MOST_TOPICS });
  }

  #tellOnce(reason: string, values: CoincallError["values"] = {}): void {
    const error = this.#news.once(reason, values);
    if (error) this.#node.error(error, {});
  }

  #statusNow(): StatusNow {
    this.#topicsShown = this.#alerts.size;
    const status = this.#news.status(this.#alerts.size, this.#alerts.areSimulated);
    return { status, isCountdown: false };
  }
}
