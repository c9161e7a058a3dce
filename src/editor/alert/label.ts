import { type Condition, isMove } from "../../alert/rule";
import { type EditorNode, savedValue } from "../form/editor-node";
import { conditionIn } from "./condition";
import { durationOf } from "./duration";
import { alertText } from "./texts";

type Values = Readonly<Record<"property" | "level" | "level2" | "window", string>>;

const PERCENT = { style: "unit", unit: "percent" } as const;

const SENTENCES: Readonly<Record<Condition, (values: Values) => string>> = {
  above: (values) => alertText("label.above", values),
  below: (values) => alertText("label.below", values),
  outside: (values) => alertText("label.outside", values),
  inside: (values) => alertText("label.inside", values),
  crosses: (values) => alertText("label.crosses", values),
  crossesUp: (values) => alertText("label.crossesUp", values),
  crossesDown: (values) => alertText("label.crossesDown", values),
  rises: (values) => alertText("label.rises", values),
  falls: (values) => alertText("label.falls", values),
  moves: (values) => alertText("label.moves", values),
  silent: (values) => alertText("label.silent", values),
};

/** `payload.price above 82,000`: what the node tells. */
export function alertLabel(node: EditorNode): string {
  const condition = conditionIn(savedValue(node, "condition"));
  const saved = (property: string) => String(savedValue(node, property) ?? "").trim();
  const isShare = isMove(condition) && saved("unit") === "percent";
  const amount = (property: string) => {
    const number = written(saved(property), saved(`${property}Type`), isShare ? PERCENT : {});
    return saved("unit") === "points" ? alertText("label.points", { amount: number }) : number;
  };
  return SENTENCES[condition]({
    property: saved("property"),
    level: amount("level"),
    level2: amount("level2"),
    window: durationLabel(saved("window")),
  });
}

function written(value: string, type: string, style: Intl.NumberFormatOptions = {}): string {
  if (value === "") return "…";
  if (type === "env") return `\${${value}}`;
  if (type !== "num") return `${type}.${value}`;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  return new Intl.NumberFormat(RED.i18n.lang(), { maximumFractionDigits: 12, ...style }).format(number);
}

function durationLabel(saved: string): string {
  const { amount, unit } = durationOf(saved);
  const number = Number(amount);
  if (amount === "" || !Number.isFinite(number)) return saved;
  return new Intl.NumberFormat(RED.i18n.lang(), { style: "unit", unit, unitDisplay: "short" }).format(number);
}
