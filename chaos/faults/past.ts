import { setTimeout as pause } from "node:timers/promises";
import type { Filled } from "../../src/history/told";
import { node } from "../../test/embedded/harness";
import { assertSeries } from "../../test/embedded/history/cuts/candle-series";
import type { Told } from "../../test/embedded/history/told";
import { asItIs, type Bend } from "../../test/support/bent-exchange";
import type { Fault } from "../fault";
import { SYMBOLS, WATCHED } from "../scene/flow";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";

/** ms of the market that nobody hears of. */
const MISSED = 5 * 60_000;
/** ms that a live candle waits for what was missed, and one more for a busy machine. */
const WAITING = 6_000;
/** ms until the last call was given up, and it was told; the exchange's refusals are waited out for a minute. */
const GIVEN_UP = 90_000;
/** ms after the live candles. */
const LATE = 1_000;
const CANDLES = node("coincall-kline", { endpoint: "futures", symbols: SYMBOLS.join(), fill: true });

/** What becomes of candles that were missed in a cut, by what the exchange's REST does after it. */
export const PAST: readonly Fault[] = [
  missed("REST as usual", asItIs, "all"),
  missed("REST takes 2 s an answer", slow(2_000), "all"),
  missed("REST takes 7 s an answer", slow(7_000), "all", { isLate: true }),
  missed("REST is down: 503", () => ({ status: 503, body: "" }), "none"),
  missed("REST refuses: 429", () => ({ status: 429, body: "" }), "none", { takes: "minutes" }),
  missed("REST answers in HTML", () => ({ status: 200, body: "<html></html>" }), "none"),
  missed("REST never answers", () => new Promise(() => {}), "none"),
];

function slow(milliseconds: number): Bend {
  return async (answer) => {
    await pause(milliseconds, undefined, { ref: false });
    return answer;
  };
}

/** Books go on at once, candles within 5 s, and what could be had is there. */
function missed(
  name: string,
  bend: Bend,
  filled: Filled,
  { isLate = false, takes = "seconds" }: { isLate?: boolean; takes?: Fault["takes"] } = {},
): Fault {
  return {
    name: `candles missed in a cut: ${name}`,
    takes,
    expect: { noticedWithin: 500, dataWithin: 2_000 },
    begins: "nothing",
    play: async (scene) => {
      await scene.bendPast(bend);
      await scene.deploy({}, [...WATCHED, CANDLES]);
      await scene.live();
      await everySymbol(scene, (symbol) => candlesOf(scene, symbol).length > 0, "no candles");
      cut(scene);
      await everySymbol(scene, (symbol) => isLive(scene, symbol), "no live candles", WAITING);
      const live = Date.now() - scene.ended;
      await everySymbol(scene, (symbol) => becameOf(scene, symbol) === filled, `not ${filled}`, GIVEN_UP);
      const whole = Date.now() - scene.ended;
      must(isLate === whole > live + LATE, isLate ? "not late" : "late");
      await toldOnce(scene, filled === "all" ? 0 : 1);
      for (const symbol of SYMBOLS) assertSeries(candlesOf(scene, symbol), scene.exchange);
      const rest = filled === "all" ? `all after ${seconds(whole)}` : "nothing of the rest";
      scene.note = `live candles after ${seconds(live)}, ${rest}`;
    },
  };
}

function everySymbol(
  scene: Scene,
  holds: (symbol: string) => boolean,
  missing: string,
  patience?: number,
): Promise<void> {
  return scene.until(() => SYMBOLS.every(holds), missing, patience);
}

function cut(scene: Scene): void {
  // The exchange repeats fewer trades than are made meanwhile.
  scene.forgetTrades();
  scene.begin();
  for (const line of scene.proxy.lines) line.reset();
  scene.exchange.control.setTime(scene.exchange.market.time + MISSED);
  scene.end();
}

async function toldOnce({ seen, until }: Scene, expected: number): Promise<void> {
  const errors = () => seen.errors.filter((code) => code === "COINCALL_HISTORY").length;
  await until(() => errors() >= expected, "not told", GIVEN_UP);
  must(errors() === expected, `${errors()} errors`);
}

function candlesOf({ seen }: Scene, symbol: string): Told[] {
  return seen.messages.filter(
    ({ topic, coincall }) => coincall?.channel === "kline" && topic === symbol,
  ) as Told[];
}

function isLive(scene: Scene, symbol: string): boolean {
  return candlesOf(scene, symbol).some(({ coincall }) => coincall.resumed);
}

/** What was said last of the gap. */
function becameOf(scene: Scene, symbol: string): Filled | undefined {
  return candlesOf(scene, symbol).findLast(({ coincall }) => coincall.gap)?.coincall.gap?.filled;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
