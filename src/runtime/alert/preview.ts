import type { Node, NodeAPI } from "node-red";
import { isValue, readValue } from "../../alert/values/value";
import { type Verdict, verdictOf } from "../../alert/verdict";
import type { CoincallError } from "../../protocol/error";
import { withVariables } from "../admin/described";
import { alertText } from "./alert-texts";
import { factsOf, ownCopy, topicOf } from "./messages/facts";
import { ALERT_PROPERTIES, type AlertProperties, checkAlertProperties } from "./properties";
import { runningAlert } from "./running-alerts";
import { type Prepared, prepareAlert } from "./settings";
import { type Imagined, imaginedFrom, SAMPLE_TOPIC, sampleMessage, sampleOf } from "./text/sample";
import { Writer } from "./text/writer";

/** The texts of an alert as a form has it. */
export interface Preview {
  readonly text: string;
  readonly clear: string;
  /** Whether its message is invented, because none has come, or none with a number in that place. */
  readonly isSample: boolean;
  /** Names of properties that are wrong; `value`: the message that came last has no number there. */
  readonly problems: readonly string[];
}

/** What an alert would send, of the message that its node has received last, or of an invented one. */
export async function previewOf(RED: NodeAPI, node: Node | null, settings: object): Promise<Preview> {
  const checked = checkAlertProperties(withVariables(RED, settings as Readonly<Record<string, unknown>>));
  const wrong = checked.problems.map(propertyOf);
  const properties = { ...checked.properties, ...defaultsOf(wrong) };
  const prepared = prepareAlert(RED, node ?? ({} as Node), properties);
  const message = runningAlert(node)?.latest();
  const levels = await prepared.levels(message ?? {});
  const seen = message && seenIn(prepared, message, levels);
  const { topic, verdict, over } = seen ?? sampleOf(prepared.rule, levels, Date.now());
  const problems = new Set([...wrong, ...[...prepared.faults, ...prepared.flaws].map(propertyOf)]);
  if (message && !seen) problems.add("value");
  const writer = new Writer(
    prepared.template,
    properties.language || alertText(RED, "language"),
    properties,
    () => problems.add("text"),
  );
  const about = {
    topic: seen ? (topicOf(seen.message) ?? "") : SAMPLE_TOPIC,
    levels: topic.levels,
    isSimulated: seen !== undefined && factsOf(seen.message).isSimulated,
  };
  const textOf = (told: Verdict) =>
    writer.write({
      ...about,
      verdict: told,
      message: seen?.message ?? sampleMessage(properties.property, told.value),
    }).text;
  const ended = { state: "clear", since: verdict.since, acrossGap: false } as const;
  const clear = textOf(verdictOf(prepared.rule, { ...topic, value: over }, ended));
  return { text: textOf(verdict), clear, isSample: !seen, problems: [...problems] };
}

type Seen = Imagined & { readonly message: object };

function seenIn(
  { rule, value: path }: Prepared,
  message: object,
  levels: readonly unknown[],
): Seen | undefined {
  const written = ownCopy(path(message));
  const value = readValue(written);
  if (!isValue(value)) return undefined;
  const shown = typeof written === "string" ? written.trim() : value;
  return { ...imaginedFrom(rule, shown, levels, Date.now()), message };
}

function propertyOf({ values }: CoincallError): string {
  return String(values.property);
}

function defaultsOf(names: readonly string[]): Partial<AlertProperties> {
  return Object.fromEntries(
    names.map((name) => [name, ALERT_PROPERTIES[name as keyof AlertProperties]?.default]),
  );
}
