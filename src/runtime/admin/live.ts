import { formatRollingOption } from "../../market/rolling/names/format";
import type { OptionRule } from "../../market/rolling/rule";
import type { Standing } from "../../market/rolling/standing";
import type { ConnectionNode } from "../connection/connection-node";

/** What the nodes of a deployed connection have chosen by a rule; `undefined` where none follows it. */
export function liveChoice({ connection }: ConnectionNode, rule: OptionRule): Standing | undefined {
  return connection?.market.standingOf(formatRollingOption(rule), rule);
}
