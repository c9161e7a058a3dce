import type { FlowNode } from "../../test/embedded/harness";
import type { Fault } from "../fault";
import { answering, CERTIFICATE, forwarding, type Greeting, TcpProxy } from "../proxy/proxy";
import { WATCHED } from "../scene/flow";
import type { Scene } from "../scene/scene";
import { must } from "../shortfall";

const RETRY_AFTER = 3_000;
const REFUSED_RETRY = 60_000;

/** Servers that answer the upgrade with something else. */
export const REFUSALS: readonly Fault[] = [
  answeredOnce("301 Moved Permanently", "Location: wss://elsewhere.invalid/futures"),
  answeredOnce("429 Too Many Requests"),
  answeredOnce("500 Internal Server Error"),
  answeredOnce("503 Service Unavailable"),
  patient("429 Too Many Requests"),
  patient("503 Service Unavailable"),
  redeployed("401 Unauthorized"),
  redeployed("403 Forbidden"),
  {
    name: "403, put right at the exchange",
    takes: "minutes",
    expect: { noticedWithin: 1_500, dataWithin: REFUSED_RETRY + 1_000 },
    play: async (scene) => {
      const attempts = await refused(scene, answering("403 Forbidden"));
      scene.proxy.greeting = forwarding;
      scene.end();
      await scene.lookOn(REFUSED_RETRY - 5_000);
      must(scene.proxy.connections.length === attempts, "tried again before the minute was over");
    },
  },
  {
    name: "self-signed TLS, then trusted",
    takes: "seconds",
    expect: { dataWithin: 2_000 },
    begins: "nothing",
    play: async (scene) => {
      const tls = await TcpProxy.start(scene.proxy.exchangePort, true);
      try {
        scene.begin();
        await scene.deploy({ url: tls.url });
        await scene.until(() => scene.seen.links.at(-1)?.state === "waiting", "not noticed");
        must(scene.exchange.statistics.futures.connections === 0, "a false certificate was trusted");
        scene.end();
        await scene.deploy({ url: tls.url, tls: "trust" }, [...WATCHED, trust()]);
        await scene.until(() => scene.exchange.connections("futures") === 1, "a trusted one was not");
        await scene.deploy();
      } finally {
        await tls.close();
      }
    },
  },
  {
    name: "host that has no address",
    takes: "seconds",
    expect: { dataWithin: 2_000 },
    begins: "nothing",
    play: async (scene) => {
      scene.begin();
      await scene.deploy({ url: "wss://exchange.invalid" });
      await scene.until(() => scene.seen.links.at(-1)?.state === "waiting", "not noticed");
      await scene.until(() => scene.seen.errors.includes("COINCALL_LINK"), "not told");
      await scene.deploy();
      scene.end();
    },
  },
];

/** One refusal, after which everything is as before. */
function answeredOnce(status: string, ...headers: string[]): Fault {
  return {
    name: status,
    takes: "seconds",
    expect: { noticedWithin: 500, dataWithin: 2_000 },
    play: async (scene) => {
      const { proxy } = scene;
      scene.begin();
      proxy.greeting = (line) => {
        proxy.greeting = forwarding;
        answering(status, ...headers)(line, proxy);
      };
      for (const line of proxy.lines) line.reset();
      const attempts = proxy.connections.length + 1;
      await scene.until(() => proxy.connections.length >= attempts, "no attempt");
      scene.end();
    },
  };
}

/** A server that says how long it wants to be left alone. */
function patient(status: string): Fault {
  return {
    name: `${status}, Retry-After`,
    takes: "seconds",
    expect: { noticedWithin: 500, dataWithin: RETRY_AFTER + 1_000 },
    play: async (scene) => {
      const { proxy } = scene;
      const attempts = proxy.connections.length + 1;
      scene.begin();
      proxy.greeting = (line) => {
        proxy.greeting = forwarding;
        answering(status, `Retry-After: ${RETRY_AFTER / 1_000}`)(line, proxy);
      };
      for (const line of proxy.lines) line.reset();
      await scene.until(() => proxy.connections.length === attempts, "no attempt");
      scene.end();
      await scene.lookOn(RETRY_AFTER - 500);
      must(proxy.connections.length === attempts, "came back before it was asked to");
    },
  };
}

/** A key that the exchange does not take, until the connection is deployed once more. */
function redeployed(status: string): Fault {
  return {
    name: `${status}, deployed again`,
    takes: "seconds",
    expect: { noticedWithin: 1_500, dataWithin: 2_000 },
    play: async (scene) => {
      const attempts = await refused(scene, answering(status));
      await scene.lookOn(1_000);
      must(scene.proxy.connections.length === attempts, "tried again at once");
      scene.proxy.greeting = forwarding;
      scene.end();
      await scene.deploy();
    },
  };
}

/** @returns how many connections there have been until the node said that it was refused */
async function refused(scene: Scene, greeting: Greeting): Promise<number> {
  const { proxy, seen } = scene;
  scene.begin();
  proxy.greeting = greeting;
  for (const line of proxy.lines) line.reset();
  await scene.until(() => seen.links.at(-1)?.state === "refused", "not said to be refused");
  await scene.until(() => seen.errors.includes("COINCALL_REFUSED"), "not told");
  return proxy.connections.length;
}

/** A node of Node-RED's core that adds the certificate to those that are trusted. */
function trust(): FlowNode {
  const files = { cert: "", key: "", ca: "", certname: "", keyname: "", caname: "", servername: "" };
  return {
    id: "trust",
    type: "tls-config",
    ...files,
    verifyservercert: true,
    credentials: { cadata: CERTIFICATE },
  };
}
