import type { NodeAPI } from "node-red";
import { CoincallError } from "../../protocol/error";
import { type ConnectionProperties, credentialsOf } from "../connection/settings";
import { type Described, type Form, withVariables } from "./described";

/** Node-RED's editor shows this in place of a password that it never gets. */
const PLACEHOLDER = "__PWRD__";

/**
 * What was typed; and what is stored where nothing was typed, but only for where the stored key goes anyway.
 *
 * @throws CoincallError COINCALL_CONFIG
 */
export function credentialsFor(RED: NodeAPI, { properties, deployed }: Described, form: Form) {
  const isStored = deployed !== undefined && leadTheSameWay(deployed.properties, properties);
  const stored = isStored ? deployed.credentials : undefined;
  const choose = (name: "apiKey" | "apiSecret") => {
    const typed = form[name];
    if (typed !== undefined && typed !== PLACEHOLDER) return withVariables(RED, { typed }).typed;
    if (typed === PLACEHOLDER && !stored) throw new CoincallError("COINCALL_CONFIG", "keyAgain");
    return stored?.[name];
  };
  const { environment, protocol } = properties;
  if (environment === "simulator") return credentialsOf(properties, {});
  const apiSecret = protocol === "signed" ? choose("apiSecret") : undefined;
  return credentialsOf(properties, { apiKey: choose("apiKey"), apiSecret });
}

function leadTheSameWay(one: ConnectionProperties, other: ConnectionProperties): boolean {
  return (
    one.environment === other.environment &&
    (one.environment !== "custom" || one.url === other.url) &&
    one.tls === other.tls &&
    one.insecure === other.insecure
  );
}
