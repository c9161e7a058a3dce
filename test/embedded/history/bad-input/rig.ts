import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../../src/simulator/index";
import { BentExchange } from "../../../support/bent-exchange";
import {
  connectionTo,
  type FlowNode,
  flowOf,
  type Message,
  type NodeRed,
  node,
  output,
  type Properties,
  startNodeRed,
} from "../../harness";
import type { BadAnswer } from "./answers";

/** What is watched of the market, and how an outage is played. */
export interface Play {
  /** When the market begins, ms since 1970. */
  readonly start: number;
  node(simulator: Simulator): { readonly type: string; readonly properties: Properties };
  /** What happens at the market before anything is watched, and while nobody hears of it. */
  begin?(simulator: Simulator): void;
  miss(simulator: Simulator): void;
}

/** One of them for each answer, on a connection of its own. */
interface Case {
  readonly what: string;
  readonly id: string;
  readonly exchange: BentExchange;
}

/** One market, and a node for each answer; the lines of all are cut at once. */
export interface BadAnswersRig<Payload> {
  readonly nodeRed: NodeRed;
  readonly simulator: Simulator;
  readonly cases: readonly Case[];
  caseOf(answer: BadAnswer): Case;
  told({ id }: Case): Message<Payload>[];
  next(of: Case, fits: (message: Message<Payload>) => boolean): Promise<Message<Payload>>;
  /** The errors of a node about the past. */
  errorsOf({ id }: Case): number;
}

/** Sets it up with the hooks of the suite that it is called in. */
export function useBadAnswers<Payload>(answers: readonly BadAnswer[], play: Play): BadAnswersRig<Payload> {
  const parts: { nodeRed?: NodeRed; simulator?: Simulator } = {};
  const cases: Case[] = [];
  const rig: BadAnswersRig<Payload> = {
    cases,
    get nodeRed() {
      return parts.nodeRed ?? assert.fail();
    },
    get simulator() {
      return parts.simulator ?? assert.fail();
    },
    caseOf: ({ what }) => cases.find((each) => each.what === what) ?? assert.fail(),
    told: ({ id }) => rig.nodeRed.messages<Payload>(`${id}-out`),
    next: ({ id }, fits) => rig.nodeRed.nextMessage<Payload>(fits, { output: `${id}-out`, timeout: 30_000 }),
    errorsOf: ({ id }) =>
      rig.nodeRed.catches.filter(({ code, source }) => code === "COINCALL_HISTORY" && source.id === id)
        .length,
  };
  before("a market begins, is watched, and the lines of all are cut", async () => {
    const simulator = await startSimulator({ seed: 17, start: play.start });
    parts.simulator = simulator;
    play.begin?.(simulator);
    for (const [index, { what, bend }] of answers.entries()) {
      cases.push({ what, id: `node${index}`, exchange: await BentExchange.before(simulator.url, bend) });
    }
    parts.nodeRed = await startNodeRed({ version: "4.1" });
    await rig.nodeRed.deploy(flowOf(...cases.flatMap((each) => nodesOf(each, play.node(simulator)))));
    for (const each of cases) await rig.next(each, () => true);
    simulator.control.cut();
    play.miss(simulator);
  });
  after(async () => {
    await parts.nodeRed?.stop();
    await Promise.all(cases.map(({ exchange }) => exchange.close()));
    await parts.simulator?.close();
  });
  return rig;
}

function nodesOf({ id, exchange }: Case, { type, properties }: ReturnType<Play["node"]>): FlowNode[] {
  const connection = { ...connectionTo(exchange), id: `${id}-connection` };
  const wires = [[`${id}-out`]];
  return [
    connection,
    node(type, { ...properties, id, connection: connection.id, fill: true, wires }),
    output(`${id}-out`),
  ];
}

/** What became of the outage is told rightly: with the first live message, and again with the last that comes late. */
export async function assertGap<Payload>(rig: BadAnswersRig<Payload>, bad: BadAnswer): Promise<void> {
  const of = rig.caseOf(bad);
  const first = await rig.next(of, ({ coincall }) => coincall.gap !== undefined && !coincall.filled);
  assert.equal(first.coincall.resumed, true);
  assert.equal(first.coincall.gap?.filled, bad.isLate ? "none" : bad.filled);
  if (bad.isLate) {
    const last = await rig.next(of, ({ coincall }) => coincall.gap !== undefined);
    assert.deepEqual([last.coincall.filled, last.coincall.gap?.filled], [true, bad.filled]);
  }
  if (bad.filled !== "all") await rig.nodeRed.nextError(of.id, ({ code }) => code === "COINCALL_HISTORY");
}

/** The link was opened again once, the first message over it said so, and an error was told where one was due. */
export function assertOnce<Payload>(rig: BadAnswersRig<Payload>, bad: BadAnswer): void {
  const of = rig.caseOf(bad);
  assert.equal(of.exchange.opened, 2, bad.what);
  assert.equal(rig.errorsOf(of), bad.filled === "all" ? 0 : 1, bad.what);
  assert.equal(rig.told(of).filter(({ coincall }) => coincall.resumed).length, 1, bad.what);
}
