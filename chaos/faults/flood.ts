import { type FlowNode, node } from "../../test/embedded/harness";
import type { Fault } from "../fault";
import { frameOf, TEXT } from "../proxy/frames";
import { SYMBOLS } from "../scene/flow";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";

const FRAMES_A_SECOND = 20_000;
/** Of these, in each tick of the flood. */
const TICK = 10;
const TRADES_A_TICK = 20;
const LASTS = 30_000;
const LASTS_BRIEFLY = 5_000;
/** Of these, at least so many must be taken: a client that falls behind is sent no more, and would pass for calm. */
const MOST = FRAMES_A_SECOND / 2;
/** Bytes that may wait for a client that does not keep pace: the exchange would not keep more for it either. */
const BACKLOG = 4 << 20;
/** MB that the process may grow by: what a garbage collector leaves for later, and no more. */
const GROWTH = 250;
/** ms in which Node-RED answers, however much there is to do. */
const ANSWER = 2_000;
/** Marks the trades of the flood; no other has that size. */
const SIZE = "7.77";

/** More than any flow can follow: the newest book is enough, and of the trades none gets lost without a word. */
export const flood: Fault = {
  name: "20,000 frames a second",
  takes: "seconds",
  expect: { noticedWithin: "never", dataWithin: 2_000 },
  begins: "nothing",
  play: async (scene) => {
    await scene.deploy({}, [...watched(), tally()]);
    await scene.until(() => scene.seen.books.length > 0, "no data at first");
    const before = await memory(scene);
    scene.begin();
    const pouring = pour(scene, scene.brief ? LASTS_BRIEFLY : LASTS);
    const { growth, slowest } = await watch(scene, before, pouring);
    scene.end();
    const { frames, trades, seconds } = await pouring;
    await scene.until(() => told(scene) !== undefined, "nothing arrived");
    const lost = await lostTrades(scene, trades);
    const rate = Math.round(frames / seconds);
    scene.note = `${rate} a second taken, +${growth} MB, answers in ${slowest} ms, ${lost} of ${trades} trades reported lost`;
    must(rate > MOST, `${rate} frames a second taken`);
    must(growth <= GROWTH, `memory grew by ${growth} MB`);
    must(slowest <= ANSWER, `answered after ${slowest} ms`);
  },
};

function watched(): FlowNode[] {
  const wires = [["tally"]];
  return [
    node("coincall-order-book", { endpoint: "futures", symbols: SYMBOLS.join(), wires }),
    node("coincall-trades", { endpoint: "futures", symbols: SYMBOLS.join(), wires }),
  ];
}

/** Counts, and passes on no more than a few messages a second. */
function tally(): FlowNode {
  const func = `
    const floodTrades = msg.coincall.channel === "trades" ? msg.payload.filter(({ size }) => size === ${SIZE}).length : 0;
    context.trades = (context.trades || 0) + floodTrades;
    const isDue = Date.now() - (context.told || 0) > 200;
    if (!isDue) return;
    context.told = Date.now();
    if (msg.coincall.channel === "trades") return;
    msg.trades = context.trades;
    return msg;`;
  return { id: "tally", type: "function", z: "tab", func, outputs: 1, wires: [["output"]] };
}

/** How many of the flood's trades the flow got, as told last. */
function told({ seen }: Scene): number | undefined {
  return (seen.books.at(-1) as { trades?: number } | undefined)?.trades;
}

/** @returns how many trades were said to be lost. @throws Shortfall when some are missing without a word */
async function lostTrades(scene: Scene, sent: number): Promise<number> {
  let lost = 0;
  const complete = () => (told(scene) ?? 0) + lost >= sent;
  for (let left = 20; left > 0 && !complete(); left -= 1) {
    await scene.lookOn(250);
    lost = (await scene.ask("futures")).dropped?.overflow ?? 0;
  }
  const received = told(scene) ?? 0;
  must(received + lost === sent, `${received} of ${sent} trades came, ${lost} reported lost`);
  return lost;
}

async function watch(scene: Scene, before: number, pouring: Promise<unknown>) {
  let growth = 0;
  let slowest = 0;
  let over = false;
  void pouring.then(() => {
    over = true;
  });
  while (!over) {
    const asked = Date.now();
    growth = Math.max(growth, (await memory(scene)) - before);
    slowest = Math.max(slowest, Date.now() - asked);
    await scene.lookOn(500);
  }
  return { growth, slowest };
}

/** Resident memory of Node-RED, MB. */
async function memory({ nodeRed }: Scene): Promise<number> {
  const answer = await nodeRed.admin("/diagnostics");
  const { nodejs } = (await answer.json()) as { nodejs: { memoryUsage: { rss: number } } };
  return Math.round(Number(nodejs.memoryUsage.rss) / 2 ** 20);
}

/** Sends frames at a steady pace, as many as the client takes. */
async function pour(scene: Scene, lasts: number) {
  const { proxy } = scene;
  const started = Date.now();
  const snapshots = books((FRAMES_A_SECOND * TICK) / 1_000 - TRADES_A_TICK);
  let frames = 0;
  let trades = 0;
  for (let tick = 0; Date.now() - started < lasts; ) {
    const due = Math.floor((Date.now() - started) / TICK);
    for (; tick < due; tick += 1) {
      if (proxy.lines.some((line) => line.backlog > BACKLOG)) continue;
      proxy.inject(Buffer.concat([...snapshots, ...tradeFrames(trades)]));
      frames += snapshots.length + TRADES_A_TICK;
      trades += TRADES_A_TICK;
    }
    await scene.lookOn(TICK);
  }
  return { frames, trades, seconds: (Date.now() - started) / 1_000 };
}

function books(count: number): Buffer[] {
  const levels = (price: number) => [0, 1, 2, 3, 4].map((at) => ({ pr: String(price + at), sz: "0.5" }));
  return Array.from({ length: count }, (_, index) => {
    const d = { s: SYMBOLS[index % 2], bids: levels(90), asks: levels(100), ts: Date.now() };
    return frameOf(TEXT, JSON.stringify({ dt: 32, c: 20, d, ts: Date.now() }));
  });
}

/** Each trade is another one, by its price. */
function tradeFrames(from: number): Buffer[] {
  return Array.from({ length: TRADES_A_TICK }, (_, index) => {
    const d = [{ s: "BTCUSD", pr: String(1 + from + index), q: SIZE, sd: 1, ts: Date.now() }];
    return frameOf(TEXT, JSON.stringify({ dt: 33, c: 20, d, ts: Date.now() }));
  });
}
