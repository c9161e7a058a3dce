import { KEY, SECRET } from "../../test/embedded/harness";
import type { Fault } from "../fault";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";

const TEN_MINUTES = 600_000;
/** ms that a frame may seem to have been on its way, once the clocks' difference is known. */
const LATENCY = 500;

/** Clocks that do not agree. */
export const CLOCK: readonly Fault[] = [
  off("exchange's clock 10 minutes ahead", TEN_MINUTES),
  off("exchange's clock 10 minutes behind", -TEN_MINUTES),
  {
    name: "clock 10 minutes off, signatures checked",
    takes: "seconds",
    expect: { dataWithin: 2_000 },
    begins: "nothing",
    play: async (scene) => {
      await scene.replaceExchange({ now: () => Date.now() + TEN_MINUTES, key: KEY, secret: SECRET });
      scene.begin();
      scene.end();
      await scene.deploy();
      await scene.until(
        () => scene.seen.links.at(-1)?.state === "open",
        "not signed by the exchange's clock",
      );
      must(/600|599/.test(scene.seen.links.at(-1)?.reason ?? ""), "not said how far the clock is off");
    },
  },
];

/** Nobody is refused for it: data flows, and what was traded before is still told from what is new. */
function off(name: string, by: number): Fault {
  return {
    name,
    takes: "seconds",
    expect: { noticedWithin: "never", dataWithin: 1_000 },
    begins: "nothing",
    play: async (scene) => {
      await scene.replaceExchange({ now: () => Date.now() + by });
      scene.begin();
      await scene.deploy();
      await scene.live();
      await scene.lookOn(3_000);
      scene.end();
      await judgeLatency(scene);
      judgeHistory(scene, by);
    },
  };
}

async function judgeLatency(scene: Scene): Promise<void> {
  const { latency } = await scene.ask("futures");
  must(
    latency !== undefined && Math.abs(latency.median) < LATENCY,
    `latency said to be ${latency?.median} ms`,
  );
}

function judgeHistory({ seen, begun }: Scene, by: number): void {
  const asked = begun + by;
  const wrong = seen.trades.filter(
    ({ timestamp, history }) => history === true && timestamp > asked + LATENCY + 1_000,
  );
  must(wrong.length === 0, `${wrong.length} new trades called history`);
  const old = seen.trades.filter(({ timestamp, history }) => history !== true && timestamp < asked - LATENCY);
  must(old.length === 0, `${old.length} old trades called new`);
}
