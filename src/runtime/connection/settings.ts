import guards = require("#guards/properties");

import { addressProblem, baseOfAddress } from "../../protocol/address";
import { isSendableKey } from "../../protocol/api-key";
import type { ProtocolName, SigningParameter } from "../../protocol/dialects";
import { CoincallError } from "../../protocol/error";
import { LIMITS } from "../../protocol/limits";
import { isUnsetVariable, type PropertySchemas, propertyCheck, variableUnset } from "../properties";

export type Environment = "live" | "beta" | "simulator" | "custom";

/** The connection node's properties. Source: docs/contract.md, "`coincall-connection`". */
export interface ConnectionProperties {
  readonly environment: Environment;
  readonly url: string;
  readonly protocol: ProtocolName;
  readonly signingParameter: SigningParameter;
  /** Seconds. */
  readonly heartbeatInterval: number;
  /** Seconds. */
  readonly heartbeatTimeout: number;
  readonly insecure: boolean;
  readonly tls: string;
}

export const CONNECTION_PROPERTIES: PropertySchemas<ConnectionProperties> = {
  environment: { type: "string", enum: ["live", "beta", "simulator", "custom"], default: "live" },
  url: { type: "string", default: "" },
  protocol: { type: "string", enum: ["signed", "apikey"], default: "signed" },
  signingParameter: { type: "string", enum: ["apiKey", "uuid"], default: "apiKey" },
  heartbeatInterval: { type: "number", ...LIMITS.heartbeatInterval, default: 10 },
  heartbeatTimeout: { type: "number", ...LIMITS.heartbeatTimeout, default: 10 },
  insecure: { type: "boolean", default: false },
  tls: { type: "string", default: "" },
};

export const checkConnection = propertyCheck(guards.connection, CONNECTION_PROPERTIES);

const BASES: Readonly<Record<"live" | "beta", string>> = {
  live: "wss://ws.coincall.com",
  beta: "wss://betaws.seizeyouralpha.com",
};

/**
 * The base URL to connect to; `undefined` for the simulator, whose address is known once it runs.
 *
 * @throws CoincallError COINCALL_CONFIG for an address that can't be one, or that would give the key away
 */
export function baseOf({ environment, url, insecure }: ConnectionProperties): string | undefined {
  if (environment === "simulator") return undefined;
  if (isExchange(environment)) return BASES[environment];
  if (isUnsetVariable(url)) throw variableUnset("url", url);
  // Nothing of the address is quoted: people paste the whole signed URL.
  const problem = addressProblem(url, insecure);
  if (problem === "invalid") throw new CoincallError("COINCALL_CONFIG", "urlInvalid");
  if (problem === "exposed") throw new CoincallError("COINCALL_CONFIG", "urlInsecure");
  return baseOfAddress(url);
}

/**
 * Where the public REST calls are; `undefined` for the simulator, which answers them on the port of its sockets, as
 * `custom` addresses do.
 *
 * @throws CoincallError COINCALL_CONFIG for an address that can't be one
 */
export function restBaseOf(properties: ConnectionProperties): string | undefined {
  const base = baseOf(properties);
  if (base === undefined) return undefined;
  return isExchange(properties.environment) ? REST_BASES[properties.environment] : restBaseBeside(base);
}

/** The REST calls of an exchange that answers them where its sockets are. */
export function restBaseBeside(base: string): string {
  return new URL(base.replace(/^ws/, "http")).origin;
}

const REST_BASES: Readonly<Record<keyof typeof BASES, string>> = {
  live: "https://api.coincall.com",
  beta: "https://betaapi.coincall.com",
};

function isExchange(environment: Environment): environment is keyof typeof BASES {
  return environment in BASES;
}

/**
 * @throws CoincallError COINCALL_CONFIG for a key or secret that is missing or could not be sent
 */
export function credentialsOf(
  { environment, protocol }: ConnectionProperties,
  saved: { apiKey?: unknown; apiSecret?: unknown },
): { apiKey: string; apiSecret: string } {
  if (environment === "simulator") return { apiKey: "simulator", apiSecret: "simulator" };
  const apiKey = credential(saved.apiKey, "apiKey");
  const apiSecret = credential(saved.apiSecret, "apiSecret");
  if (apiKey === "") throw new CoincallError("COINCALL_CONFIG", "keyMissing");
  if (apiSecret === "" && protocol === "signed") throw new CoincallError("COINCALL_CONFIG", "secretMissing");
  if (!isSendableKey(apiKey)) throw new CoincallError("COINCALL_CONFIG", "keyUnusable");
  return { apiKey, apiSecret };
}

function credential(saved: unknown, property: "apiKey" | "apiSecret"): string {
  const value = typeof saved === "string" ? saved.trim() : "";
  if (isUnsetVariable(value)) throw variableUnset(property, value);
  return value;
}
