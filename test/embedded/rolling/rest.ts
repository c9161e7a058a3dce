import type { IncomingMessage } from "node:http";
import type { Simulator } from "../../../src/simulator/index";
import type { Answer } from "../../../src/simulator/rest/answers";
import { marketCalls } from "../../../src/simulator/rest/market-calls";

/** What an exchange answers to whoever asks for its list, once a test decides about it. */
export interface Lists {
  /** The HTTP status in place of an answer; `undefined` for the answer. */
  refusedWith: number | undefined;
  /** How often bitcoin's list was asked for so far. */
  readonly asked: number;
}

const LIST = "/open/option/getInstruments/";

/** Decides about the lists of a simulator from now on. */
export function decideLists(simulator: Simulator): Lists {
  const lists = { refusedWith: undefined as number | undefined, asked: 0 };
  const calls = marketCalls(simulator.market);
  simulator.handle(LIST, async ({ url = "" }: IncomingMessage): Promise<Answer> => {
    if (url.endsWith("/BTC")) lists.asked += 1;
    if (lists.refusedWith !== undefined) return { status: lists.refusedWith, body: { code: 10000, msg: "" } };
    const call = { path: url, query: new Map<string, string>(), key: "", now: simulator.market.time };
    return { status: 200, body: { code: 0, msg: "", data: await calls(call) } };
  });
  return lists;
}
