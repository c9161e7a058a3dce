import type { Message } from "../test/embedded/harness";
import type { Expectation, Fault } from "./fault";
import type { Scene } from "./scene/scene";
import { must, Shortfall } from "./shortfall";

/** A row of the table; times in ms, absent where a fault has no such figure. */
export interface Result {
  readonly fault: string;
  readonly noticed?: number;
  readonly data?: number;
  /** Trades. */
  readonly lost?: number;
  readonly sockets?: number;
  /** What fell short; `undefined` for nothing. */
  readonly shortfall: string | undefined;
  readonly note: string;
}

const PATIENCE = 2_000;
const DATA_PATIENCE = 35_000;
/** What is on its way when data flows again has arrived after this. */
const SETTLED = 600;
const ALIVE_WITHIN = 1_000;
const CLOSING = 2_500;
const ON_THEIR_WAY = 2_000;

/** Plays a fault on a scene, and says how it went. */
export async function judge(fault: Fault, scene: Scene): Promise<Result> {
  const figures: Figures = {};
  try {
    if (fault.begins !== "nothing") await goLive(scene);
    await fault.play(scene);
    if (fault.expect) await judgeLink(fault.expect, scene, figures);
    await judgeWhole(scene);
    return { ...figures, fault: fault.name, shortfall: undefined, note: scene.note };
  } catch (error) {
    const shortfall = error instanceof Error ? error.message : String(error);
    return { ...figures, fault: fault.name, shortfall, note: scene.note };
  }
}

async function goLive(scene: Scene): Promise<void> {
  await scene.deploy();
  await scene.live();
}

type Figures = { -readonly [Name in keyof Result]?: Result[Name] };

async function judgeLink(expect: Expectation, scene: Scene, figures: Figures): Promise<void> {
  const given = await noticedOf(scene, expect.noticedWithin);
  if (given !== undefined) figures.noticed = given - scene.begun;
  const data = await dataAfter(scene);
  // The exchange can be reached all the while that nobody has noticed that a link is dead.
  figures.data = Math.max(0, data - Math.max(scene.ended, given ?? 0));
  await scene.lookOn(SETTLED);
  await socketsInTheEnd(scene, figures, expect.sockets ?? 1);
  if (expect.noticedWithin === "never") must(given === undefined, "the link was given up");
  else if (expect.noticedWithin !== undefined) inTime("noticed", figures.noticed, expect.noticedWithin);
  inTime("data", figures.data, expect.dataWithin);
  if (scene.isRedeployed) return;
  await judgeTrades(scene, figures);
  judgeResumption(scene);
}

/** Waits for what is expected to be noticed, for a while longer than it may take. */
async function noticedOf(scene: Scene, within: number | "never" | undefined): Promise<number | undefined> {
  if (typeof within === "number") {
    await scene.until(() => noticed(scene) !== undefined, "not noticed", within + PATIENCE);
  }
  return noticed(scene);
}

/** When the link was first given up, ms since 1970. */
function noticed({ seen, begun }: Scene): number | undefined {
  return seen.links.find(({ state, since }) => /waiting|refused/.test(state) && since >= begun)?.since;
}

/** When data came again, ms since 1970: over the link that is open now, after the fault was over. */
async function dataAfter(scene: Scene): Promise<number> {
  const { seen, ended } = scene;
  const first = () => {
    const from = Math.max(ended, lastLoss(scene));
    return seen.books.find(({ coincall }) => coincall.received >= from)?.coincall.received;
  };
  await scene.until(() => first() !== undefined, "no data again", DATA_PATIENCE);
  return first() ?? Number.NaN;
}

function lastLoss({ seen }: Scene): number {
  const losses = seen.links.filter(({ state }) => state === "waiting" || state === "refused");
  return losses.at(-1)?.since ?? 0;
}

async function socketsInTheEnd({ proxy, until }: Scene, figures: Figures, count: number): Promise<void> {
  const open = () => proxy.lines.length;
  await until(() => open() === count, "", CLOSING).catch(() => {});
  figures.sockets = open();
  must(open() === count, `${open()} sockets in the end`);
}

function inTime(what: string, after: number | undefined, limit: number): void {
  if (after === undefined) throw new Shortfall(`not ${what}`);
  // A clock's tick and a timer's lateness.
  must(after <= limit + 100, `${what} after ${after} ms, not ${limit}`);
}

async function judgeTrades({ ledger, seen, until }: Scene, figures: Figures): Promise<void> {
  if (!ledger) return;
  ledger.finish();
  // The latest are on their way still.
  await until(() => ledger.compare(seen.trades).lost === 0, "", ON_THEIR_WAY).catch(() => {});
  const { lost, repeated } = ledger.compare(seen.trades);
  figures.lost = lost;
  must(lost === 0, `${lost} trades lost`);
  must(repeated === 0, `${repeated} trades repeated`);
}

/** After each reconnection the first live message of each topic says that there may be a gap, and no other does. */
function judgeResumption({ seen }: Scene): void {
  const live = seen.messages.filter(({ coincall }) => !("filled" in coincall));
  const topics = new Set(live.map(topicOf));
  for (const topic of topics) {
    const messages = live.filter((message) => topicOf(message) === topic);
    const openings = seen.openings(messages[0]?.coincall.endpoint ?? "");
    openings.forEach((opening, index) => {
      const until = openings[index + 1] ?? Number.POSITIVE_INFINITY;
      const over = messages.filter(
        ({ coincall }) => coincall.received >= opening && coincall.received < until,
      );
      const marked = over.map(({ coincall }) => coincall.resumed === true);
      must(marked.length === 0 || marked[0] === index > 0, `${topic}: a gap was not told rightly`);
      must(!marked.includes(true, 1), `${topic}: a gap was told twice`);
    });
  }
}

function topicOf({ topic, coincall, payload }: Message): string {
  const { period = "" } = payload as { period?: string };
  return `${coincall.endpoint} ${coincall.channel} ${topic} ${period}`.trim();
}

/** What must hold after every fault. */
async function judgeWhole({ nodeRed, seen }: Scene): Promise<void> {
  const answer = await nodeRed.admin("/diagnostics", { signal: AbortSignal.timeout(ALIVE_WITHIN) });
  must(answer.ok, "Node-RED does not answer");
  must(seen.leaks().length === 0, "a secret was shown");
  must(seen.nonsense().length === 0, "a message holds nonsense");
}
