import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  catchAll,
  type FlowNode,
  KEY,
  output,
  ROOT,
  SECRET,
  startNodeRed,
  statusAll,
  type Version,
} from "../embedded/harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../embedded/harness/user-directory";
import { CERTIFICATE, PRIVATE_KEY } from "../support/certificate";
import { acknowledgementOf, startStubExchange } from "../support/stub-exchange";
import { startProxy, startTlsFront } from "../support/tunnels";
import type { Act } from "./act";
import { actsOf, REFUSED, type Script } from "./acts";
import { Listener, type Stage } from "./listener";
import { Moments } from "./moments";

export interface Options {
  readonly version: Version;
  /** The palette's folder; this one's by default. */
  readonly palette?: string;
  /** What to wait for; without it, an act is over once all is quiet. */
  readonly expected?: readonly Act[];
}

/** ms between two looks at what was told. */
const LOOK = 20;
/** ms without anything told, after which a recording takes an act for over. */
const QUIET = 2_500;
/** ms in which an act has to tell what is expected; it ends as soon as it has. Symbols that are not there are told of after 10 s. */
const PATIENCE = 20_000;
/** The same once an act has not: what is lacking there can be lacking in all that follow. */
const PATIENCE_LOST = 3_000;
/** Settings of Node-RED that a user has who keeps symbols in context. */
const SETTINGS = { contextStorage: { default: { module: "localfilesystem" } } };

/**
 * Plays a day in short with the flows of a version, in a copy of the folder in which Node-RED has saved them.
 *
 * @param folder what is kept of a version: a user's folder and the frames to push
 */
export async function play(folder: string, { version, palette = ROOT, expected }: Options): Promise<Act[]> {
  const exchange = await startStubExchange();
  exchange.acknowledge = (frame) =>
    REFUSED.test(JSON.stringify(frame)) ? refusalOf(frame) : acknowledgementOf(frame);
  const front = await startTlsFront(CERTIFICATE, PRIVATE_KEY, Number(new URL(exchange.url).port));
  const proxy = await startProxy(front.port);
  const userDirectory = createUserDirectory();
  cpSync(join(folder, "user"), userDirectory, { recursive: true });
  linkPalette(userDirectory, palette);
  const flow = read<FlowNode[]>(folder, "user/flows.json");
  const env = {
    EXCHANGE: exchange.url,
    WATCHED: "ETHUSD",
    OPTIONS: "BTCUSD-27DEC30-100000-C",
    COINCALL_KEY: KEY,
    COINCALL_SECRET: SECRET,
    https_proxy: `http://127.0.0.1:${proxy.port}`,
    no_proxy: "127.0.0.1",
  };
  const flows = observed(flow);
  const nodeRed = await startNodeRed({ version, userDirectory, flows, settings: SETTINGS, env });
  try {
    const frames = read<Script["frames"]>(folder, "frames.json");
    const moments = new Moments(Date.now());
    return await acts({ stage: { nodeRed, exchange, proxy }, flow, frames, moments }, expected);
  } finally {
    await nodeRed.stop();
    removeUserDirectory(userDirectory);
    await proxy.close();
    await front.close();
    await exchange.close();
  }
}

async function acts(script: Script, expected: readonly Act[] | undefined): Promise<Act[]> {
  const listener = new Listener(script.stage, script.flow, script.moments);
  const played: Act[] = [];
  let patience = PATIENCE;
  for (const [name, begin] of actsOf(deploy)) {
    await begin(script);
    const next = expected?.[played.length];
    const act = await (next ? allThere(listener, name, next, patience) : quiet(listener, name));
    if (next && !isAllThere(act, next)) patience = PATIENCE_LOST;
    played.push(act);
    listener.endAct();
  }
  return played;
}

async function deploy({ stage, flow }: { stage: Stage; flow: readonly FlowNode[] }): Promise<void> {
  await stage.nodeRed.deploy(observed(flow));
}

/** The flows with all that they tell reported. */
function observed(flow: readonly FlowNode[]): FlowNode[] {
  const own = flow.filter(({ wires, z }) => wires !== undefined && z === "tab");
  const scope = own.map(({ id }) => id);
  const complete = {
    id: "tab-complete",
    type: "complete",
    z: "tab",
    x: 0,
    y: 0,
    scope,
    wires: [["complete"]],
  };
  const outputs = own.map(({ id }) => output(`out-${id}`));
  return [...flow, ...outputs, complete, output("complete"), ...catchAll(), ...statusAll()];
}

/** @param patience ms */
async function allThere(listener: Listener, name: string, expected: Act, patience: number): Promise<Act> {
  const deadline = Date.now() + patience;
  let told = listener.toldIn(name);
  while (!isAllThere(told, expected) && Date.now() < deadline) {
    await pause(LOOK);
    told = listener.toldIn(name);
  }
  return told;
}

async function quiet(listener: Listener, name: string): Promise<Act> {
  let told = listener.toldIn(name);
  for (let since = Date.now(); Date.now() - since < QUIET; ) {
    await pause(LOOK);
    const now = listener.toldIn(name);
    if (JSON.stringify(now) !== JSON.stringify(told)) since = Date.now();
    told = now;
  }
  return told;
}

/** Whether as much was told as is expected; whether it is that, the test compares. */
function isAllThere(told: Act, expected: Act): boolean {
  const count = ({ errors }: Act) => errors.reduce((sum, { times }) => sum + times, 0);
  return (
    count(told) >= count(expected) &&
    told.done.length >= expected.done.length &&
    expected.shown.every((status) => told.shown.includes(status)) &&
    expected.addresses.every((address) => told.addresses.includes(address)) &&
    Object.entries(expected.statuses).every(([id, status]) => told.statuses[id] === status) &&
    Object.entries(expected.messages).every(([id, { length }]) => (told.messages[id]?.length ?? 0) >= length)
  );
}

function refusalOf(frame: unknown): object {
  const { dt, action, dataType, payload } = frame as Record<string, unknown>;
  if (typeof action !== "string") return { c: 20, dt, rc: 0 };
  return { action: action.toUpperCase(), dataType, payload, result: "failed" };
}

function read<Content>(folder: string, file: string): Content {
  return JSON.parse(readFileSync(join(folder, file), "utf8"));
}
