import type { Node, NodeAPI } from "node-red";
import { quoteProperty, writtenOf } from "../../written-properties";
import type { AlertProperties } from "../properties";

/** Where an alert finds its value and its levels, and what for. */
export type Places = Pick<
  AlertProperties,
  "condition" | "property" | "level" | "levelType" | "level2" | "level2Type"
>;

/** With the name of each `${VARIABLE}`, for what is told: its value may be a secret. */
export function placesAsWritten(RED: NodeAPI, node: Node, properties: Places): Places {
  const written = writtenOf(RED, node);
  const told = (name: "property" | "level" | "level2") => quoteProperty(written?.[name] || properties[name]);
  return { ...properties, property: told("property"), level: told("level"), level2: told("level2") };
}
