import { formatRollingOption } from "../../market/rolling/names/format";
import type { OptionRule } from "../../market/rolling/rule";
import type { Standing } from "../../market/rolling/standing";
import type { ConnectionNode } from "../connection/connection-node";
import type { Forward } from "../market/chain-watches";

/** What the running nodes of a deployed connection know of its market. */
export interface Live {
  /** What they have chosen by a rule; `undefined` where none follows it. */
  choice(connection: ConnectionNode, rule: OptionRule): Standing | undefined;
  forwards(connection: ConnectionNode): readonly Forward[];
}

export const LIVE: Live = {
  choice: ({ connection }, rule) => connection?.market.standingOf(formatRollingOption(rule), rule),
  forwards: ({ connection }) => connection?.market.forwards() ?? [],
};
