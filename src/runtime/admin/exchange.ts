import type { NodeAPI } from "node-red";
import { baseOf, type ConnectionProperties, restBaseBeside, restBaseOf } from "../connection/settings";
import { joinSimulator, leaveSimulator } from "../connection/simulated-exchange";
import { type TlsNode, tlsNodeOf } from "../connection/target";
import type { Exchanges, KnownExchange } from "../rest/exchanges";
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

/** @throws CoincallError COINCALL_CONFIG */
export async function exchangeOf(
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
