import type { NodeAPI } from "node-red";
import type { CoincallError } from "../../protocol/error";
import { translated } from "../texts";
import type { Connection } from "./connection";

/** An error of a connection in words that may be shown: without secrets, and with the name of who refused something. */
export function presentable(RED: NodeAPI, connection: Connection, error: CoincallError): CoincallError {
  return translated(RED, connection.withoutSecrets(error), connection.isSimulated);
}
