import type { Calls } from "./rest";

/** ms; not every address of a socket answers such calls too. */
const DEADLINE = 3_000;

/** What time it was at the exchange at a moment. */
export interface ServerTime {
  /** ms since 1970. */
  readonly time: number;
  /** ms of this process's clock that only runs forward. */
  readonly moment: number;
}

/** Asks the exchange for its time; `undefined` where it does not tell. */
export async function serverTime(rest: Calls): Promise<ServerTime | undefined> {
  let asked = performance.now();
  const sent = () => {
    asked = performance.now();
  };
  try {
    const { serverTime } = Object(await rest.get("/time", DEADLINE, sent)) as { serverTime?: unknown };
    const time = Number(serverTime);
    const moment = (asked + performance.now()) / 2;
    return Number.isFinite(time) && time > 0 ? { time, moment } : undefined;
  } catch {
    return undefined;
  }
}

/** ms that the exchange's clock is ahead of this machine's. */
export function aheadOfOurs({ time, moment }: ServerTime): number {
  return time - (Date.now() - (performance.now() - moment));
}
