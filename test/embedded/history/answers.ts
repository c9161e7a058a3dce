import { setTimeout as pause } from "node:timers/promises";
import type { Simulator } from "../../../src/simulator/index";
import type { Answer } from "../../../src/simulator/rest/answers";
import { marketCalls } from "../../../src/simulator/rest/market-calls";
import { MINUTE } from "./rig";

/** A question for candles, ms since 1970. */
interface Asked {
  readonly start: number;
  readonly end: number;
}

/** What a simulator's REST answers when candles are asked for, once a test decides about it. */
export interface Answers {
  /** `undefined` for what the simulator would answer. `data` is written as it is, numbers of any length. */
  answer: ((asked: Asked) => { readonly status?: number; readonly data?: unknown }) | undefined;
  /** ms. */
  delay: number;
  /** Paths so far. */
  readonly asked: string[];
}

/** Decides about the candles of a simulator's REST from now on. */
export function decideAnswers(simulator: Simulator): Answers {
  const answers: Answers = { answer: undefined, delay: 0, asked: [] };
  const calls = marketCalls(simulator.market);
  for (const path of ["/open/futures/market/kline/", "/open/option/market/kline/"]) {
    simulator.handle(path, async ({ url = "" }): Promise<Answer> => {
      answers.asked.push(url);
      const { pathname, searchParams } = new URL(url, simulator.url);
      if (answers.delay > 0) await pause(answers.delay);
      const asked = { start: Number(searchParams.get("start")), end: Number(searchParams.get("end")) };
      const decided = answers.answer?.(asked);
      if (decided) return { status: decided.status ?? 200, body: { code: 0, msg: "", data: decided.data } };
      const query = new Map(searchParams);
      const call = { path: pathname, query, key: "", now: simulator.market.time };
      return { status: 200, body: { code: 0, msg: "", data: await calls(call) } };
    });
  }
  return answers;
}

/** Candles of a minute with more digits than a number holds. */
export function rowsBetween(start: number, end: number): object[] {
  const count = Math.max(0, Math.floor((end - start) / MINUTE) + 1);
  return Array.from({ length: count }, (_, index) => ({
    open: "100.10",
    high: "101",
    low: "99",
    close: "100",
    volume: "0.000000012345678901",
    time: start + index * MINUTE,
    period: "m1",
  }));
}
