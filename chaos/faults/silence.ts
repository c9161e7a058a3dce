import type { Fault } from "../fault";
import { forwarding, hanging } from "../proxy/proxy";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";

/** Heartbeat's interval and timeout of the flow, ms. */
const NOTICED = 2_000;
const CONNECT_DEADLINE = 15_000;
const SLEEP = 7_000;
/** The ticker that notices a sleep, and the heartbeat's timeout. */
const WOKEN = 2_000;

const isHeartbeat = (text: string) => text === '{"action":"heartbeat"}';
const isReply = (text: string) => /"c":11/.test(text);

/** Links that die without a word. */
export const SILENCE: readonly Fault[] = [
  {
    name: "half-open, in both directions",
    takes: "seconds",
    expect: { noticedWithin: NOTICED, dataWithin: 2_000 },
    play: async (scene) => {
      scene.begin();
      for (const line of scene.proxy.lines) line.freeze("up", "down");
      scene.end();
    },
  },
  {
    name: "half-open, from the exchange",
    takes: "seconds",
    expect: { noticedWithin: NOTICED, dataWithin: 2_000 },
    play: async (scene) => {
      scene.begin();
      for (const line of scene.proxy.lines) line.freeze("down");
      scene.end();
    },
  },
  {
    name: "half-open, to the exchange, in a quiet market",
    takes: "seconds",
    expect: { noticedWithin: NOTICED, dataWithin: 2_000 },
    play: async (scene) => {
      for (const line of scene.proxy.lines) line.freeze("up");
      await dataGoesOn(scene, 1_500);
      becomeQuiet(scene);
      scene.begin();
      await scene.until(() => scene.seen.links.at(-1)?.state !== "open", "not noticed");
      scene.proxy.alter = (text) => [text];
      scene.end();
    },
  },
  {
    name: "quiet market, heartbeats answered",
    takes: "seconds",
    expect: { noticedWithin: "never", dataWithin: 500 },
    play: async (scene) => {
      scene.begin();
      becomeQuiet(scene);
      await scene.lookOn(5_000);
      const asked = scene.proxy.requests.filter(({ text }) => isHeartbeat(text)).length;
      must(asked >= 3, `only ${asked} heartbeats in 5 s`);
      scene.proxy.alter = (text) => [text];
      // What the market told meanwhile was held back.
      scene.forgetTrades();
      scene.end();
    },
  },
  {
    name: "heartbeat refused (rc 0)",
    takes: "seconds",
    expect: { noticedWithin: NOTICED, dataWithin: 2_000 },
    play: (scene) => badHeartbeat(scene, () => ['{"c":11,"rc":0}']),
  },
  {
    name: "heartbeat unanswered",
    takes: "seconds",
    expect: { noticedWithin: NOTICED, dataWithin: 2_000 },
    play: (scene) => badHeartbeat(scene, () => []),
  },
  {
    name: "sleep, and the link is gone",
    takes: "seconds",
    expect: { noticedWithin: SLEEP + WOKEN, dataWithin: 2_000 },
    begins: "nothing",
    play: async (scene) => {
      // So that nothing but the waking can notice it in time.
      await scene.deploy({ heartbeatInterval: 25 });
      await scene.live();
      for (const line of scene.proxy.lines) line.freeze("up", "down");
      await sleep(scene);
    },
  },
  {
    name: "sleep, and the link still holds",
    takes: "seconds",
    expect: { noticedWithin: "never", dataWithin: 2_000 },
    begins: "nothing",
    play: async (scene) => {
      await scene.deploy({ heartbeatInterval: 25 });
      await scene.live();
      await sleep(scene);
      await scene.until(
        () => scene.proxy.requests.some(({ text, at }) => isHeartbeat(text) && at >= scene.ended),
        "the link was not checked",
        WOKEN,
      );
    },
  },
  {
    name: "upgrade that hangs",
    takes: "minutes",
    expect: { noticedWithin: 500, dataWithin: 2_000 },
    play: async (scene) => {
      const { proxy, seen } = scene;
      const connections = proxy.connections.length;
      scene.begin();
      proxy.greeting = hanging;
      for (const line of proxy.lines) line.reset();
      await scene.until(() => proxy.connections.length > connections, "no attempt");
      const attempt = proxy.connections.at(-1) ?? 0;
      proxy.greeting = forwarding;
      const givenUp = () => seen.links.find(({ state, since }) => state === "waiting" && since > attempt);
      await scene.until(() => givenUp() !== undefined, "the attempt never ended", CONNECT_DEADLINE + 1_000);
      scene.end();
    },
  },
];

/** The process stands still, as all of them do on a machine that sleeps. */
async function sleep(scene: Scene): Promise<void> {
  const { pid } = scene.nodeRed;
  if (pid === undefined) throw new Error("Node-RED is not there.");
  scene.begin();
  process.kill(pid, "SIGSTOP");
  try {
    await scene.lookOn(SLEEP);
  } finally {
    process.kill(pid, "SIGCONT");
  }
  scene.end();
}

/** Nothing but answers comes from the exchange. */
function becomeQuiet({ proxy }: Scene): void {
  proxy.alter = (text) => (/"c":20,"d"/.test(text) ? [] : [text]);
}

async function dataGoesOn(scene: Scene, milliseconds: number): Promise<void> {
  const from = Date.now();
  await scene.lookOn(milliseconds);
  const latest = scene.seen.books.at(-1)?.coincall.received ?? 0;
  must(latest > from + milliseconds / 2, "data stopped although it could still come");
}

/** A quiet market, so that a heartbeat is sent, and something wrong with its reply. */
async function badHeartbeat(scene: Scene, reply: (text: string) => string[]): Promise<void> {
  const { proxy, seen } = scene;
  scene.begin();
  proxy.alter = (text) => (isReply(text) ? reply(text) : []);
  await scene.until(() => seen.links.at(-1)?.state !== "open", "not noticed");
  proxy.alter = (text) => [text];
  scene.end();
}
