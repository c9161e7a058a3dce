import { type Deployment, type NodeRed, startNodeRed } from "../../test/embedded/harness";
import type { Fault } from "../fault";
import { answering, forwarding, type Greeting, hanging } from "../proxy/proxy";
import { connectionTo, flowAround, WATCHED } from "../scene/flow";
import { Observations } from "../scene/observations";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";
import { NODE_RED } from "../stage";

const STORM = 100;
const SMALL_STORM = 10;
const STOPPED_WITHIN = 1_000;
const ATTEMPTS = 5;
/** Nobody is there: the proxy is asked for it in vain. */
const EXCHANGE = "ws://127.0.0.1:9";

/** Faults of this side: deploys, and the end. */
export const OF_NODE_RED: readonly Fault[] = [
  ...(["full", "flows", "nodes"] as const).map(storm),
  stop("connecting", hanging),
  stop("waiting", answering("503 Service Unavailable", "Retry-After: 60")),
  stop("refused", answering("403 Forbidden")),
  stop("open", forwarding),
  {
    name: "HTTP proxy that hangs, deployed again and again",
    takes: "seconds",
    begins: "nothing",
    play: async ({ proxy, until }) => {
      proxy.greeting = hanging;
      const nodeRed = await startNodeRed({
        ...NODE_RED,
        env: { http_proxy: httpOf(proxy.url), no_proxy: "" },
      });
      try {
        for (let attempts = 1; attempts <= ATTEMPTS; attempts += 1) {
          await nodeRed.deploy(flowAround(connectionTo(EXCHANGE), WATCHED));
          await until(() => proxy.connections.length === attempts, "the proxy was not asked");
        }
        await until(() => proxy.lines.length === 1, `${ATTEMPTS} attempts left their sockets at the proxy`);
      } finally {
        await nodeRed.stop();
      }
    },
  },
];

/** One deploy after the other: in the end there is one socket, and each message once. */
function storm(type: Deployment): Fault {
  return {
    name: `deploy storm: ${type === "full" ? type : `modified ${type}`}`,
    takes: "seconds",
    expect: { dataWithin: 2_000 },
    play: async (scene) => {
      const connections = scene.proxy.connections.length;
      const deploys = scene.brief ? SMALL_STORM : STORM;
      scene.begin();
      for (let deploy = 0; deploy < deploys; deploy += 1) {
        await scene.redeploy(type, renamed(`deploy ${deploy}`));
      }
      scene.end();
      const opened = scene.proxy.connections.length - connections;
      scene.note = `${deploys} deploys, ${opened} new connections`;
      must(type === "full" || opened === 0, `${opened} connections for nothing`);
      await eachOnce(scene);
    },
  };
}

function renamed(name: string) {
  return WATCHED.map((watched) => ({ ...watched, id: watched.id, type: watched.type, name }));
}

async function eachOnce(scene: Scene): Promise<void> {
  await scene.until(
    () => scene.seen.books.some(({ coincall }) => coincall.received > scene.ended),
    "no data",
  );
  await scene.lookOn(1_000);
  const books = scene.seen.books
    .filter(({ coincall }) => coincall.received > scene.ended)
    .map(({ topic, payload }) => `${topic} ${(payload as { timestamp: number }).timestamp}`);
  must(new Set(books).size === books.length, "a message came twice");
}

/** Node-RED is told to stop while the link is in some state. */
function stop(state: string, greeting: Greeting): Fault {
  return {
    name: `stop while ${state}`,
    takes: "seconds",
    begins: "nothing",
    play: async (scene) => {
      scene.proxy.greeting = greeting;
      const nodeRed = await startNodeRed(NODE_RED);
      const took = await stopIn(nodeRed, state, scene);
      scene.note = `stopped within ${took} ms`;
      must(took < STOPPED_WITHIN, `took ${took} ms`);
      await scene.until(() => scene.proxy.lines.length === 0, "a socket stayed");
    },
  };
}

/** @returns ms */
async function stopIn(nodeRed: NodeRed, state: string, { proxy, until }: Scene): Promise<number> {
  const seen = new Observations(nodeRed);
  await nodeRed.deploy(flowAround(connectionTo(proxy.url), WATCHED));
  await until(() => seen.links.at(-1)?.state === state, `never ${state}`);
  const told = Date.now();
  await nodeRed.stop();
  return Date.now() - told;
}

function httpOf(url: string): string {
  return url.replace(/^ws/, "http");
}
