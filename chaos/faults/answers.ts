import { PERIODS } from "../../src/protocol/channels";
import { node } from "../../test/embedded/harness";
import type { Fault } from "../fault";
import { frameOf, TEXT } from "../proxy/frames";
import { SYMBOLS, WATCHED } from "../scene/flow";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";

const ACKNOWLEDGED_AGAIN = 10_000;
/** ms for which nothing is asked after the complaint. */
const PAUSE = 1_000;
/** ms until a busy machine has read it; a client that does not listen sends dozens of requests after that. */
const HEARING = 250;
/** ms for which the exchange carries nothing out after it. */
const DEAF = 500;
/** The request that is one too many. */
const MIDDLE = 5;

const isAcknowledgement = (text: string) => text.includes('"SUBSCRIBE"');
const isAboutCandles = (text: string) => /"kline"|"dt":31/.test(text);
const isPush = (text: string) => /"c":20,"d"/.test(text);

/** Exchanges that answer requests in another way than they should. */
export const ANSWERS: readonly Fault[] = [
  {
    name: "acknowledgement failed: one unknown symbol in a batch",
    takes: "seconds",
    expect: { noticedWithin: "never", dataWithin: 2_000 },
    begins: "nothing",
    play: async (scene) => {
      const symbols = ["BTCUSD", "NOSUCHUSD", "ETHUSD"].join();
      scene.begin();
      scene.end();
      await scene.deploy({}, [
        node("coincall-order-book", { endpoint: "futures", symbols, depth: 1 }),
        node("coincall-trades", { endpoint: "futures", symbols: SYMBOLS.join() }),
      ]);
      await scene.live();
      await scene.until(() => scene.seen.errors.includes("COINCALL_REJECTED"), "not told");
      const { live, pending, rejected } = (await scene.ask("futures")).subscriptions;
      must(live === 4 && pending === 0 && rejected === 1, `${live} live, ${rejected} rejected`);
    },
  },
  unusual("acknowledgement late", async (scene) => {
    const late: string[] = [];
    scene.proxy.alter = (text) => {
      if (!isAcknowledgement(text)) return [text];
      late.push(text);
      return [];
    };
    await scene.deploy();
    await scene.live();
    await scene.lookOn(2_000);
    for (const text of late) scene.proxy.inject(frameOf(TEXT, text));
  }),
  unusual("acknowledgement never, but data", async (scene) => {
    scene.proxy.alter = (text) => (isAcknowledgement(text) ? [] : [text]);
    await scene.deploy();
    await scene.live();
    await liveAll(scene, 4);
  }),
  unusual("acknowledgement twice", async (scene) => {
    scene.proxy.alter = (text) => (isAcknowledgement(text) ? [text, text] : [text]);
    await scene.deploy();
    await scene.live();
    await liveAll(scene, 4);
  }),
  unusual("acknowledgement for something not asked", async (scene) => {
    await scene.deploy();
    await scene.live();
    for (const result of ["success", "failed"]) {
      const answer = { action: "SUBSCRIBE", dataType: "kline", payload: { symbol: "XRPUSD" }, result };
      scene.proxy.inject(frameOf(TEXT, JSON.stringify(answer)));
      scene.proxy.inject(frameOf(TEXT, JSON.stringify({ ...answer, dataType: "orderBook" })));
    }
    await liveAll(scene, 4);
  }),
  {
    name: "no acknowledgement and no data",
    takes: "minutes",
    expect: { noticedWithin: "never", dataWithin: 1_000 },
    begins: "nothing",
    play: async (scene) => {
      const { proxy } = scene;
      proxy.alter = (text) => (isAcknowledgement(text) || isPush(text) ? [] : [text]);
      scene.begin();
      await scene.deploy();
      await scene.lookOn(3 * ACKNOWLEDGED_AGAIN);
      const asked = proxy.requests.filter(({ text }) => text.includes('"orderBook"')).length;
      must(asked === 2, `asked ${asked} times in 30 s`);
      proxy.alter = (text) => [text];
      scene.end();
    },
  },
  {
    name: '"too many request" in the middle of resubscribing',
    takes: "seconds",
    expect: { noticedWithin: 500, dataWithin: 2_000 },
    begins: "nothing",
    play: async (scene) => {
      const candles = PERIODS.map((period) =>
        node("coincall-kline", {
          id: `candles ${period}`,
          endpoint: "futures",
          symbols: SYMBOLS.join(),
          period,
        }),
      );
      const subscriptions = 2 * PERIODS.length + 4;
      await scene.deploy({}, [...WATCHED, ...candles]);
      await scene.live();
      await liveAll(scene, subscriptions);
      scene.begin();
      const told = complainOnce(scene);
      for (const line of scene.proxy.lines) line.reset();
      scene.end();
      await scene.until(() => told() > 0, "no answer in the middle");
      await scene.lookOn(PAUSE);
      const early = scene.proxy.requests.filter(
        ({ at }) => at > told() + HEARING && at < told() + PAUSE - 50,
      );
      must(early.length === 0, `${early.length} requests in spite of it`);
      await scene.liveBecomes("futures", subscriptions, 5_000);
    },
  },
];

/** Answers that are not as usual, and change nothing. */
function unusual(name: string, play: (scene: Scene) => Promise<void>): Fault {
  return {
    name,
    takes: "seconds",
    expect: { noticedWithin: "never", dataWithin: 1_000 },
    begins: "nothing",
    play: async (scene) => {
      scene.begin();
      await play(scene);
      scene.end();
    },
  };
}

async function liveAll(scene: Scene, count: number): Promise<void> {
  await scene.liveBecomes("futures", count, 5_000);
}

/** Complains in place of an answer in the middle, and carries nothing out for a while. @returns when it complained */
function complainOnce({ proxy }: Scene): () => number {
  let answers = 0;
  let told = 0;
  proxy.alter = (text) => {
    if (!isAboutCandles(text)) return [text];
    if (isAcknowledgement(text)) answers += 1;
    if (told === 0 && answers === MIDDLE) {
      told = Date.now();
      return ["too many request"];
    }
    const isDeaf = told > 0 && Date.now() < told + DEAF;
    return isDeaf ? [] : [text];
  };
  return () => told;
}
