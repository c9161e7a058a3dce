import { node } from "../../test/embedded/harness";
import type { Fault } from "../fault";
import { answering, forwarding, upgradesOnly } from "../proxy/proxy";
import { WATCHED } from "../scene/flow";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** ms from the start of a fault to 08:00 UTC at the exchange. */
const BEFORE = 6_000;
/** ms; what expires together is told together, a moment later. */
const TOLD_WITHIN = 5_000;

/** Options whose time comes while they are watched. */
export const EXPIRY: readonly Fault[] = [
  {
    name: "an option expires: live",
    takes: "seconds",
    expect: { noticedWithin: "never", dataWithin: 1_000, sockets: 2 },
    begins: "nothing",
    play: async (scene) => {
      const { over, living } = await dayBegins(scene);
      scene.begin();
      await scene.deploy({}, [...WATCHED, greeks(`${over}, ${living}`)]);
      await scene.liveBecomes("options", 2, 5_000);
      await toldOnce(scene, over);
      const { subscriptions } = await scene.ask("options");
      must(subscriptions.live === 1 && subscriptions.expired === 1, JSON.stringify(subscriptions));
      scene.end();
    },
  },
  {
    name: "an option expires: the exchange is down",
    takes: "seconds",
    expect: { dataWithin: 35_000 },
    begins: "nothing",
    play: async (scene) => {
      const { over } = await dayBegins(scene);
      await scene.deploy({}, [...WATCHED, greeks(over)]);
      await scene.liveBecomes("options", 1, 5_000);
      scene.begin();
      scene.proxy.greeting = answering("503 Service Unavailable");
      for (const line of scene.proxy.lines) line.reset();
      await toldOnce(scene, over);
      await scene.until(() => latestOf(scene, "options") === "idle", "still tries for what is over");
      scene.proxy.greeting = forwarding;
      scene.end();
    },
  },
  {
    name: "an option expires: the list can't be had",
    takes: "seconds",
    expect: { noticedWithin: "never", dataWithin: 1_000 },
    begins: "nothing",
    play: async (scene) => {
      const { over } = await dayBegins(scene);
      scene.proxy.greeting = upgradesOnly;
      scene.begin();
      await scene.deploy({}, [...WATCHED, greeks(over)]);
      await scene.liveBecomes("options", 1, 5_000);
      const list = await scene.nodeRed.admin("/coincall/instruments?connection=connection&endpoint=options");
      must(!list.ok, "the list could be had");
      await toldOnce(scene, over);
      await scene.until(() => latestOf(scene, "options") === "idle", "a link for what is over");
      scene.end();
    },
  },
];

const greeks = (symbols: string) => node("coincall-greeks", { symbols });

/** Moves the exchange's clock to shortly before 08:00 UTC. @returns an option that is over then, and one that is not */
async function dayBegins(scene: Scene): Promise<{ over: string; living: string }> {
  const expiry = Math.ceil((Date.now() - 8 * HOUR) / DAY) * DAY + 8 * HOUR;
  const ahead = expiry - BEFORE - Date.now();
  await scene.replaceExchange({ now: () => Date.now() + ahead });
  const [venue] = scene.exchange.market.venues;
  const symbolOf = (day: number | undefined) => venue?.listing.chain(day ?? 0)[0]?.symbol ?? "";
  const { expiries = [] } = venue?.listing ?? {};
  must(expiries[0] === expiry, "the exchange lists no option of that day");
  return { over: symbolOf(expiry), living: symbolOf(expiries.at(-1)) };
}

async function toldOnce({ seen, until, lookOn }: Scene, over: string): Promise<void> {
  const expired = () => seen.errors.filter((code) => code === "COINCALL_EXPIRED").length;
  await until(() => expired() > 0, "not told", BEFORE + TOLD_WITHIN);
  await lookOn(TOLD_WITHIN);
  must(expired() === 1, `told ${expired()} times`);
  const told = seen.links.filter(({ state, symbol }) => state === "expired" && symbol === over);
  must(told.length === 1, `${told.length} messages of the feed's status`);
}

function latestOf({ seen }: Scene, endpoint: string): string | undefined {
  return seen.links.filter((link) => link.endpoint === endpoint && link.symbol === undefined).at(-1)?.state;
}
