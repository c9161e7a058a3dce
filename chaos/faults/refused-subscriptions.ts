import type { Fault } from "../fault";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";

const RETRY = 60_000;
/** ms; the exchange hangs up on a link without a subscription after 30 s. */
const LONGER_THAN_IDLE = 45_000;
const MAINTENANCE = 8_000;

const isPush = (text: string) => /"c":20,"d"/.test(text);

/** Subscriptions that the exchange refuses, all of them. */
export const REFUSED_SUBSCRIPTIONS: readonly Fault[] = [
  {
    name: "all symbols refused, then taken",
    takes: "minutes",
    expect: { noticedWithin: "never", dataWithin: RETRY - LONGER_THAN_IDLE + 5_000 },
    begins: "nothing",
    play: async (scene) => {
      refuseAll(scene);
      scene.begin();
      await scene.deploy();
      await scene.until(() => scene.seen.links.at(-1)?.state === "idle", "a link for nothing");
      await scene.lookOn(LONGER_THAN_IDLE);
      must(scene.proxy.connections.length === 1, `${scene.proxy.connections.length} connections for nothing`);
      must(refusals(scene) === 2, `${refusals(scene)} errors of two nodes`);
      takeAll(scene);
      scene.end();
    },
  },
  {
    name: "all symbols refused for 8 s after a reconnection",
    takes: "minutes",
    expect: { noticedWithin: 500, dataWithin: RETRY + 5_000 },
    play: async (scene) => {
      // What is traded meanwhile nobody is told of.
      scene.forgetTrades();
      scene.begin();
      refuseAll(scene);
      for (const line of scene.proxy.lines) line.reset();
      await scene.until(() => refusals(scene) === 2, "not told");
      await scene.lookOn(MAINTENANCE);
      takeAll(scene);
      scene.end();
      const again = () => scene.seen.books.some(({ coincall }) => coincall.received >= scene.ended);
      await scene.until(again, "not asked for again", RETRY + 5_000);
    },
  },
];

function refuseAll({ proxy }: Scene): void {
  proxy.alter = (text) => {
    if (isPush(text)) return [];
    return [text.replace('"result":"success"', '"result":"failed","msg":"maintenance"')];
  };
}

function takeAll({ proxy }: Scene): void {
  proxy.alter = (text) => [text];
}

function refusals({ seen }: Scene): number {
  return seen.errors.filter((code) => code === "COINCALL_REJECTED").length;
}
