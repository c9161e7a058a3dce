/** What the exchange has counted, so that a test can look at a client from the other side. */

import type { Endpoint } from "../../protocol/channels";

export interface EndpointStatistics {
  /** Connections accepted so far. */
  connections: number;
  /** Requests so far, granted or refused; `throttled` are those past the limit of a second, which count nowhere else. */
  subscribe: number;
  unsubscribe: number;
  heartbeat: number;
  invalid: number;
  throttled: number;
}

export type Statistics = Readonly<Record<Endpoint, Readonly<EndpointStatistics>>>;

export function noStatistics(): Record<Endpoint, EndpointStatistics> {
  return { options: none(), futures: none() };
}

function none(): EndpointStatistics {
  return { connections: 0, subscribe: 0, unsubscribe: 0, heartbeat: 0, invalid: 0, throttled: 0 };
}
