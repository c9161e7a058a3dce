import { formatRollingChain } from "../../market/rolling/names/format";
import { parseRollingExpiry, parseRollingOption } from "../../market/rolling/names/parse";
import { isProblem } from "../../market/rolling/problem";
import { PERIODS } from "../../protocol/channels";
import { LIMITS } from "../../protocol/limits";
import { parseExpiry } from "../../protocol/symbols/expiry";
import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { formatOption, isPlainSymbol, isSymbol, underlyingOf } from "../../protocol/symbols/symbols";
import { connectionValues } from "../connection/values";
import { exampleExpiry } from "../expiry/days";
import type { EditorNode } from "../form/editor-node";
import { currentValue } from "../form/form";
import { isRollingName } from "../rolling/takes";
import { notationOf } from "./notation";
import { sampleMessage, usualStrike } from "./sample";
import type { SampleSettings } from "./settings";

/** Shows at the foot of a form a message that the node will send as it is set now. */
export function prepareSample(node: EditorNode, form: HTMLElement): void {
  const sample = form.querySelector<HTMLElement>(".coincall-sample pre");
  if (!sample) return;
  const now = Date.now();
  const update = () => {
    const message = sampleMessage(settingsOf(node, now));
    const written = message ? notationOf(message) : "";
    if (sample.textContent !== written) sample.textContent = written;
  };
  $(form).on("change keyup input spinstop", update);
  update();
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
    period: PERIODS.find((period) => period === property("period")) ?? "m1",
    closed: property("candles") === "closed",
    depth: depthOf(property("depth")),
    expiry: parseExpiry(property("expiry")) ?? exampleExpiry(now),
    table: property("output") === "table",
    history: property("history") === "true",
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
    strike.kind === "strike" ? strike.strike : usualStrike(underlying),
    right,
  );
}

function depthOf(written: string): number {
  const { minimum, maximum } = LIMITS.depth;
  const depth = Math.floor(Number(written));
  return depth >= minimum && depth <= maximum ? depth : maximum;
}
