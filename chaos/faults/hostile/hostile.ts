import { formatChain } from "../../../src/protocol/symbols/symbols";
import { type FlowNode, node, startNodeRed } from "../../../test/embedded/harness";
import type { Fault } from "../../fault";
import { frameOf, TEXT } from "../../proxy/frames";
import type { Line } from "../../proxy/line";
import { SYMBOLS, WATCHED } from "../../scene/flow";
import { Scene } from "../../scene/scene";
import { must } from "../../shortfall";
import { NODE_RED } from "../../stage";
import { type Inventor, inventions } from "./frames";

/** MB of the heap that Node-RED may have, with all that it needs itself. */
const HEAP = 256;
const LASTS = 60_000;
const LASTS_BRIEFLY = 4_000;
const TICK = 5;
/** ms in which Node-RED answers, however much there is to do. */
const ANSWER = 5_000;
/** ms for which another symbol may be silent meanwhile. */
const SILENCE = 5_000;
/** ms between two looks. */
const LOOK = 500;
/** Errors of frames that are told in a minute: the first, and a count of the others, of each kind. */
const TOLD_A_MINUTE = 8;
/** The usual heartbeat: what is tested is not whether the exchange is asked for a sign of life in time. */
const PATIENT = { heartbeatInterval: 10, heartbeatTimeout: 10 };

/** Exchanges that mean harm: all that they send is read, and Node-RED lives, on little memory, with its other symbols. */
export const HOSTILE: readonly Fault[] = Object.keys(inventions("")).map((kind) => ({
  name: `hostile: ${kind}`,
  takes: "seconds",
  begins: "nothing",
  play: async (scene) => {
    const NODE_OPTIONS = `--max-old-space-size=${HEAP}`;
    const nodeRed = await startNodeRed({ ...NODE_RED, env: { ...NODE_RED.env, NODE_OPTIONS } });
    const own = await Scene.set(nodeRed, scene.brief);
    try {
      await besieged(own, kind);
      scene.note = own.note;
    } finally {
      await nodeRed.stop();
      await own.clear();
    }
  },
}));

async function besieged(scene: Scene, kind: string): Promise<void> {
  const { chain, option } = listedIn(scene);
  await scene.deploy(PATIENT, [...WATCHED, ...watched(chain, option)]);
  await scene.live();
  await scene.until(() => greeksIn(scene).length > 0, "no data at first");
  scene.begin();
  const sent = await pour(scene, inventions(chain)[kind] as Inventor);
  scene.end();
  await scene.until(() => cameAfter(scene, scene.ended), "no data afterwards");
  const { dropped = {} } = await scene.ask("options");
  must(
    Object.values<number>(dropped).some((count) => count > 0),
    "nothing was counted",
  );
  must(!scene.seen.links.some(({ state }) => state === "waiting"), "the link was given up");
  must(scene.seen.leaks().length === 0, "a secret was shown");
  const told = scene.seen.errors.length;
  const minutes = Math.ceil((scene.ended - scene.begun) / 60_000);
  must(told <= minutes * TOLD_A_MINUTE, `${told} errors told`);
  scene.note = `${sent.megabytes} MB taken, ${sent.memory} MB at most, answers in ${sent.slowest} ms, silent for ${sent.silence} ms`;
}

/** Every node that remembers something of an exchange, at its most greedy. */
function watched(chain: string, option: string): FlowNode[] {
  const wires: string[][] = [[]];
  const latest = { emit: "latest", interval: 30_000, wires };
  const [underlying = "", expiry = ""] = chain.split("-");
  return [
    node("coincall-greeks", { symbols: option }),
    node("coincall-option-chain", { symbols: underlying, expiry, output: "table", wires }),
    node("coincall-option-chain", { id: "rows", symbols: underlying, expiry, includeRaw: true, ...latest }),
    node("coincall-trades", { id: "tape", endpoint: "options", symbols: underlying, wires }),
    node("coincall-trades", {
      id: "raw",
      endpoint: "options",
      symbols: underlying,
      includeRaw: true,
      ...latest,
    }),
    node("coincall-kline", { endpoint: "options", symbols: option, numbers: "string", wires }),
    node("coincall-order-book", {
      id: "books",
      endpoint: "options",
      symbols: option,
      includeRaw: true,
      ...latest,
    }),
    node("coincall-balance", { ...latest }),
  ];
}

/** The nearest chain of a coin, and an option of it. */
function listedIn({ exchange }: Scene): { chain: string; option: string } {
  const listing = exchange.market.venue(SYMBOLS[0])?.listing;
  const [expiry = 0] = listing?.expiries.slice(-1) ?? [];
  const [option] = listing?.chain(expiry) ?? [];
  if (!option) throw new Error("The market lists no option.");
  return { chain: formatChain(SYMBOLS[0], expiry), option: option.symbol };
}

function greeksIn({ seen }: Scene) {
  return seen.messages.filter(({ coincall }) => coincall?.channel === "greeks");
}

/** Books over the other link, and Greeks over the very link that is flooded. */
function cameAfter(scene: Scene, moment: number): boolean {
  const came = [scene.seen.books, greeksIn(scene)];
  return came.every((messages) => (messages.at(-1)?.coincall.received ?? 0) > moment);
}

/** Sends frames as fast as they are taken, and looks at Node-RED meanwhile. */
async function pour(scene: Scene, invent: Inventor) {
  const line = optionsLine(scene);
  const until = Date.now() + (scene.brief ? LASTS_BRIEFLY : LASTS);
  const looks = lookAt(scene, until);
  // It is heard at the end.
  looks.catch(() => {});
  let bytes = 0;
  for (let round = 0; Date.now() < until; round += 1) {
    // Until all is taken: what the exchange itself sends waits for that.
    while (line.backlog > 0 && Date.now() < until) await scene.lookOn(TICK);
    const frames = Buffer.concat(invent(round).map((text) => frameOf(TEXT, text)));
    bytes += frames.length;
    line.inject(frames);
    await scene.lookOn(0);
  }
  const { memory, slowest, silence } = await looks;
  must(slowest <= ANSWER, `answered after ${slowest} ms`);
  must(silence <= SILENCE, `other symbols were silent for ${silence} ms`);
  return { megabytes: Math.round(bytes / 2 ** 20), memory, slowest, silence };
}

function optionsLine({ proxy }: Scene): Line {
  const asked = proxy.requests.find(({ text }) => text.includes('"tOption"'));
  if (!asked) throw new Error("Nobody asked for a chain.");
  return asked.line;
}

async function lookAt(scene: Scene, until: number) {
  const most = { memory: 0, slowest: 0, silence: 0 };
  while (Date.now() < until) {
    const asked = Date.now();
    most.memory = Math.max(most.memory, await memory(scene));
    most.slowest = Math.max(most.slowest, Date.now() - asked);
    const latest = [scene.seen.books, greeksIn(scene)].map((of) => of.at(-1)?.coincall.received ?? 0);
    most.silence = Math.max(most.silence, Date.now() - Math.min(...latest));
    await scene.lookOn(LOOK);
  }
  return most;
}

/** Resident memory of Node-RED, MB. */
async function memory({ nodeRed }: Scene): Promise<number> {
  const answer = await nodeRed.admin("/diagnostics");
  const { nodejs } = (await answer.json()) as { nodejs: { memoryUsage: { rss: number } } };
  return Math.round(Number(nodejs.memoryUsage.rss) / 2 ** 20);
}
