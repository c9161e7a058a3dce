import type { StubExchange } from "../../support/stub-exchange";
import { connection, type FlowNode, type Properties } from "./flows";

/** Credentials of no account. They look like the exchange's, with the characters that a careless URL would change. */
export const KEY = "7Qx+demo/KEY0123456789abcdefghijklmnopqrstuv=";
export const SECRET = "s3cr3t-Demo+Only/Value=";

/** A connection to an exchange at an address, as a user with a key has it. */
export function connectionTo(exchange: Pick<StubExchange, "url">, properties: Properties = {}): FlowNode {
  const credentials = { apiKey: KEY, apiSecret: SECRET };
  return connection({ environment: "custom", url: exchange.url, credentials, ...properties });
}

/** A flow as the editor deploys it again: without the credentials, which would make the connection a changed one. */
export function saved(flow: readonly FlowNode[]): FlowNode[] {
  return flow.map(({ credentials: _credentials, ...rest }) => ({ ...rest, id: rest.id, type: rest.type }));
}
