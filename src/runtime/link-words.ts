import type { NodeAPI } from "node-red";
import type { LinkState } from "../link/socket/link";
import type { Connection } from "./connection/connection";
import { text } from "./texts";

/** Characters; a status stands in one line below a node. */
const LONGEST = 80;

/** Why there is no link, in a few words, where the exchange or this machine's clock gave any; without secrets. */
export function linkWords(RED: NodeAPI, connection: Connection, state: LinkState): string | undefined {
  if (state.name !== "waiting" && state.name !== "refused") return undefined;
  const seconds = connection.secondsOff;
  if (state.name === "refused" && seconds !== undefined) return text(RED, "status.clockOff", { seconds });
  if (state.error.reason === "placeTaken") return text(RED, "status.placeTaken");
  const { words } = connection.withoutSecrets(state.error).values;
  if (typeof words !== "string") return undefined;
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}
