import type { NodeAPI } from "node-red";
import { baseOf, type ConnectionProperties, restBaseBeside, restBaseOf } from "../connection/settings";
import { joinSimulator, leaveSimulator } from "../connection/simulated-exchange";
import { type TlsNode, tlsNodeOf } from "../connection/target";
import type { Exchanges, KnownExchange } from "../rest/exchanges";
import { withoutDetails } from "../rest/failures";
import { Rest } from "../rest/rest";

/** An exchange that can be asked. */
export interface Exchange {
  /** `wss://host` */
  readonly base: string;
  readonly tls: TlsNode | undefined;
  readonly rest: Rest;
  readonly known: KnownExchange;
  /** To be called when all has been asked. */
  leave(): void;
}

/**
 * Asks an exchange what it is called with.
 *
 * @throws CoincallError COINCALL_CONFIG, or COINCALL_LINK with why it could not be asked
 */
export async function askExchange<Answer>(
  RED: NodeAPI,
  exchanges: Exchanges,
  properties: ConnectionProperties,
  ask: (exchange: Exchange) => Promise<Answer>,
): Promise<Answer> {
  const exchange = await exchangeOf(RED, exchanges, properties);
  try {
    return await ask(exchange);
  } catch (error) {
    throw properties.environment === "custom" ? withoutDetails(error) : error;
  } finally {
    exchange.leave();
  }
}

async function exchangeOf(
  RED: NodeAPI,
  exchanges: Exchanges,
  properties: ConnectionProperties,
): Promise<Exchange> {
  const tls = tlsNodeOf(RED, properties.tls);
  const base = baseOf(properties);
  const restBase = restBaseOf(properties);
  const reach = (socketBase: string, callBase: string) => {
    const known = exchanges.at(callBase);
    return { base: socketBase, tls, known, rest: new Rest(callBase, tls, known.budget) };
  };
  if (base !== undefined && restBase !== undefined) return { ...reach(base, restBase), leave: () => {} };
  const simulator = await joinSimulator();
  return { ...reach(simulator, restBaseBeside(simulator)), leave: leaveSimulator };
}
