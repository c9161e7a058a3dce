import { setTimeout as wait } from "node:timers/promises";
import { PERIODS } from "../../src/protocol/channels";
import { type FlowNode, node } from "../../test/embedded/harness";
import type { Fault } from "../fault";
import { forwarding } from "../proxy/proxy";
import { WATCHED } from "../scene/flow";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";
import { flood } from "./flood";

/** The usual heartbeat: with thousands of candles the exchange can be slow to answer. */
const PATIENT = { heartbeatInterval: 10, heartbeatTimeout: 10 };
const REQUESTS_A_SECOND = 80;
/** Requests that the palette may send in a second, on average: what it can be expected to need. */
const PACE = 70;
const HASTE = 100;
const MANY = 20_000;
/** ms in which Node-RED answers, however much there is to do. */
const ANSWER = 1_000;
const ASK_AGAIN = 50;
/** ms more than that: on a busy machine requests arrive in bursts, and the exchange asks for a pause or two. */
const SLACK = 20_000;

/** Too much of something, or too little at a time. */
export const LOAD: readonly Fault[] = [
  flood,
  {
    name: "a byte at a time",
    takes: "seconds",
    expect: { noticedWithin: "never", dataWithin: 1_000 },
    play: async (scene) => {
      scene.begin();
      for (const line of scene.proxy.lines) line.trickle();
      await scene.lookOn(3_000);
      scene.end();
    },
  },
  {
    name: "connected and dropped, every 100 ms",
    takes: "seconds",
    expect: { noticedWithin: 500, dataWithin: 30_000 },
    play: async (scene) => {
      const { proxy } = scene;
      const before = proxy.connections.length;
      scene.begin();
      proxy.greeting = (line) => {
        line.forward(proxy.exchangePort);
        setTimeout(() => line.reset(), HASTE);
      };
      for (const line of proxy.lines) line.reset();
      await scene.lookOn(10_000);
      const attempts = proxy.connections.length - before;
      scene.note = `${attempts} attempts in 10 s`;
      // Without patience it would be fifty and more; chance makes it two to ten.
      must(attempts <= 15, `hammered: ${attempts} attempts in 10 s`);
      proxy.greeting = forwarding;
      scene.end();
    },
  },
  {
    name: "exchange restarts, 1,000 symbols subscribed",
    takes: "seconds",
    expect: { noticedWithin: 500, dataWithin: 4_000, sockets: 2 },
    begins: "nothing",
    play: async (scene) => {
      const symbols = optionsOf(scene).slice(0, 500);
      // Greeks and trades of 500 options each, since no more than some 600 are listed: ten requests.
      await scene.deploy({}, [
        ...WATCHED,
        node("coincall-greeks", { symbols: symbols.join(), emit: "latest", interval: 5_000 }),
        node("coincall-trades", { id: "tape", endpoint: "options", symbols: symbols.join(), history: false }),
      ]);
      await scene.live();
      await scene.liveBecomes("options", 2 * symbols.length, 10_000);
      scene.begin();
      scene.proxy.greeting = (line) => line.reset();
      scene.exchange.drop();
      await scene.lookOn(1_000);
      scene.proxy.greeting = forwarding;
      scene.end();
      await scene.until(() => scene.seen.openings("options").length === 2, "not connected again");
      await scene.liveBecomes("options", 2 * symbols.length, 6_000);
    },
  },
  {
    name: "20,000 symbols of one node back after a cut",
    takes: "seconds",
    expect: { noticedWithin: 500, dataWithin: 2_000, sockets: 2 },
    begins: "nothing",
    play: async (scene) => {
      // The exchange lists no more than some hundreds: of the others it is made to say that it takes them.
      scene.proxy.alter = (text) => [text.replace(/"result":"failed".*/, '"result":"success"}')];
      const symbols = Array.from({ length: MANY }, (_, index) => `BTCUSD-27DEC30-${1000 + index}-C`);
      await scene.deploy({}, [...WATCHED, node("coincall-greeks", { symbols: symbols.join() })]);
      await scene.live();
      await scene.liveBecomes("options", MANY, 30_000);
      scene.begin();
      for (const line of scene.proxy.lines) line.reset();
      scene.end();
      await scene.until(() => scene.seen.openings("options").length === 2, "not connected again");
      const slowest = await slowestAnswer(scene, () => scene.liveBecomes("options", MANY, 30_000));
      scene.note = `live again after ${((Date.now() - scene.begun) / 1_000).toFixed(1)} s, answers in ${slowest} ms`;
      must(slowest <= ANSWER, `answered after ${slowest} ms`);
    },
  },
  {
    name: "reset with 300 requests to repeat",
    takes: "seconds",
    expect: { noticedWithin: 500, dataWithin: 2_000, sockets: 2 },
    begins: "nothing",
    play: (scene) => resubscribe(scene, 1),
  },
  {
    name: "reset with 5,000 requests to repeat",
    takes: "minutes",
    expect: { noticedWithin: 500, dataWithin: 2_000, sockets: 2 },
    begins: "nothing",
    play: (scene) => resubscribe(scene, PERIODS.length),
  },
];

/** Candles take a request each. They are asked for again as fast as the exchange allows, and not faster. */
async function resubscribe(scene: Scene, periods: number): Promise<void> {
  const exchange = await scene.exchangeElsewhere();
  const symbols = (await exchange.options()).slice(0, periods === 1 ? 300 : 500);
  const requests = symbols.length * periods;
  const needed = (requests / PACE) * 1_000 + SLACK;
  await scene.deploy(PATIENT, [...WATCHED, ...candlesOf(symbols, periods)]);
  await scene.live();
  await scene.liveBecomes("options", requests, needed);
  scene.begin();
  for (const line of scene.proxy.lines) line.reset();
  scene.end();
  await scene.until(() => scene.seen.openings("options").length === 2, "not connected again");
  await scene.liveBecomes("options", requests, needed);
  const took = Date.now() - scene.begun;
  const busiest = busiestSecond(scene);
  scene.note = `${requests} live again after ${(took / 1_000).toFixed(1)} s, ${busiest} requests in a second`;
  must(busiest <= REQUESTS_A_SECOND, `${busiest} requests in a second`);
}

/** The longest that Node-RED took to answer while something goes on, ms. */
async function slowestAnswer(scene: Scene, goesOn: () => Promise<void>): Promise<number> {
  let slowest = 0;
  let isOver = false;
  const over = goesOn().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const asked = performance.now();
    await scene.ask("futures");
    slowest = Math.max(slowest, Math.round(performance.now() - asked));
    await wait(ASK_AGAIN);
  }
  await over;
  return slowest;
}

function candlesOf(symbols: readonly string[], periods: number): FlowNode[] {
  return PERIODS.slice(0, periods).map((period) =>
    node("coincall-kline", { id: `candles ${period}`, endpoint: "options", symbols: symbols.join(), period }),
  );
}

function optionsOf({ exchange }: Scene): string[] {
  return Array.from(exchange.market.venues).flatMap(({ listing }) =>
    Array.from(listing.options, ({ symbol }) => symbol),
  );
}

/** The most requests on one connection in any second since the fault began. */
function busiestSecond({ proxy, begun }: Scene): number {
  let most = 0;
  for (const line of proxy.lines) {
    const times = proxy.requests.filter((request) => request.line === line && request.at >= begun);
    let first = 0;
    times.forEach(({ at }, index) => {
      while ((times[first]?.at ?? at) <= at - 1_000) first += 1;
      most = Math.max(most, index - first + 1);
    });
  }
  return most;
}
