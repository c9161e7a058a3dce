import { ANY_PERIODS } from "../../history/periods/made-periods";
import { formatRollingChain } from "../../market/rolling/names/format";
import { parseRollingExpiry, parseRollingOption } from "../../market/rolling/names/parse";
import { isProblem } from "../../market/rolling/problem";
import { LIMITS } from "../../protocol/limits";
import { parseExpiry } from "../../protocol/symbols/expiry";
import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { formatOption, isPlainSymbol, isSymbol, underlyingOf } from "../../protocol/symbols/symbols";
import { connectionValues } from "../connection/values";
import { exampleExpiry } from "../expiry/days";
import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { isRollingName } from "../rolling/takes";
import { text } from "../texts";
import { type LastMessage, lastMessageOf, timeOf } from "./last-message";
import { notationOf } from "./notation";
import { usualPrice } from "./rows";
import { sampleMessage } from "./sample";
import type { SampleSettings } from "./settings";

/**
 * Shows at the foot of a form the last message of its node; of one that has sent none, or is set otherwise now, an example
 * of what it would send, which is said to be one.
 */
export function prepareSample(node: EditorNode, form: HTMLElement): void {
  const sample = form.querySelector<HTMLElement>(".coincall-sample pre");
  const title = form.querySelector<HTMLElement>(".coincall-sample [id] > span");
  if (!sample || !title) return;
  const now = Date.now();
  const asSaved = JSON.stringify(settingsOf(node, now));
  let last: LastMessage | undefined;
  const update = () => {
    const settings = settingsOf(node, now);
    const real = JSON.stringify(settings) === asSaved ? last : undefined;
    const message = real?.message ?? sampleMessage(settings);
    show(title, real ? text("form.lastMessage", { time: timeAt(real.at) }) : text("form.sample"));
    show(sample, message ? notationOf(message) : "");
  };
  $(form).on("change keyup input spinstop", update);
  update();
  void lastMessageOf(node).then((found) => {
    last = found;
    update();
  });
}

/** A message that a node would send as it is set now. */
export function sampleOf(node: EditorNode): object | undefined {
  return sampleMessage(settingsOf(node, Date.now()));
}

function timeAt(moment: number): string {
  return timeOf(moment, Date.now(), RED.i18n.lang());
}

/** A screen reader reads anew what changes, so only that does. */
function show(place: HTMLElement, written: string): void {
  if (place.textContent !== written) place.textContent = written;
}

function settingsOf(node: EditorNode, now: number): SampleSettings {
  const property = (name: string) => String(currentValue(node, name) ?? "");
  const isFutures = property("endpoint") === "futures";
  return {
    type: String(node.type),
    ...watchedIn(property, now),
    endpoint: isFutures ? "futures" : "options",
    environment: connectionValues(property("connection"))?.environment ?? "live",
    connection: String(RED.nodes.node(property("connection"))?.name || property("connection")),
    period: ANY_PERIODS.find((period) => period === property("period")) ?? "m1",
    closed: property("candles") === "closed",
    past: Number(property("past")) > 0,
    depth: depthOf(property("depth")),
    expiry: parseExpiry(property("expiry")) ?? exampleExpiry(now),
    table: property("output") === "table",
    history: property("history") === "true",
    tradeIds: property("tradeIds") === "true",
    value: property("value"),
    downFor: property("notify") === "downFor" ? Number(property("downFor")) || 0 : undefined,
    exact: property("numbers") === "string",
    includeRaw: property("includeRaw") === "true",
    now,
  };
}

/** The first symbol. Of one that rolls, an option that it could be stands for it. */
function watchedIn(property: (name: string) => string, now: number) {
  const written = property("symbolsType") === "str" ? symbolsIn(property("symbols")) : [];
  const symbol = written.find((each) => isSymbol(each) || isRollingName(each)) ?? "";
  if (isRollingName(symbol)) return { symbol: exampleOf(symbol, now), rolling: symbol };
  const expiry = parseRollingExpiry(property("expiry"));
  const isChain = property("expiry") !== "" && isPlainSymbol(symbol) && !isProblem(expiry);
  return { symbol, rolling: isChain ? formatRollingChain({ underlying: underlyingOf(symbol), expiry }) : "" };
}

function exampleOf(name: string, now: number): string {
  const rule = parseRollingOption(name);
  if (isProblem(rule)) return name;
  const { underlying, expiry, strike, right } = rule;
  const day = expiry.kind === "day" ? expiry.expiry : exampleExpiry(now);
  return formatOption(
    underlying,
    day,
    strike.kind === "strike" ? strike.strike : usualPrice(underlying),
    right,
  );
}

function depthOf(written: string): number {
  const { minimum, maximum } = LIMITS.depth;
  const depth = Math.floor(Number(written));
  return depth >= minimum && depth <= maximum ? depth : maximum;
}
