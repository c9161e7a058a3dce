import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../src/simulator/index";
import {
  catchAll,
  describeOnEach,
  type FlowNode,
  type Message,
  type NodeRed,
  output,
  ROOT,
  startNodeRed,
} from "../embedded/harness";
import { DASHBOARD_PALETTE, DASHBOARD_SETTINGS } from "./support/dashboard";
import { example, fillIn } from "./support/example";
import { hasSqlite, otherPalette } from "./support/other-packages";

/** 08:00 UTC: the end of a week, and of November. */
const FRIDAY = Date.UTC(2026, 10, 27, 8);
const DAY = 24 * 60 * 60 * 1000;
/** ms after it. */
const MOMENT = 5_000;
/** ms before it: a clock that jumps by days is believed once ten frames have insisted, and a chain alone has one a second. */
const LEAD = 20_000;
const OPTIONS = ["coincall-greeks", "coincall-option-chain"];
const RULES = ["W", "W+1", "M+1", "30DTE"];

interface Told {
  readonly topic: string;
  readonly payload: { readonly expiry: number };
  readonly coincall: { readonly sent: number; readonly rolled?: { readonly reason: string } };
}

/** The examples that watch options. */
const NAMES = readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(/\.json$/, ""))
  .filter((name) => hasSqlite() || !name.includes("SQLite"))
  .filter((name) => example(name).some(({ type }) => OPTIONS.includes(type)));

describeOnEach("The options of the gallery, over an expiry", function (version) {
  this.timeout(120_000);
  let exchange: Simulator;
  let nodeRed: NodeRed;

  before(async () => {
    exchange = await startSimulator({ seed: 7, start: FRIDAY - 3 * DAY });
    nodeRed = await startNodeRed({
      version,
      otherPalettes: [DASHBOARD_PALETTE, ...(hasSqlite() ? [otherPalette("node-red-node-sqlite")] : [])],
      settings: DASHBOARD_SETTINGS,
    });
    await nodeRed.deploy(
      NAMES.flatMap((name) => observed(fillIn(example(name), { exchange }), name.replaceAll(" ", "-"))),
    );
  });
  after(async () => {
    await nodeRed.stop();
    await exchange.close();
  });

  it("are watched by rules of all kinds", () => {
    const written = NAMES.flatMap(example).map((node) =>
      JSON.stringify([node.symbols, node.expiry, node.rules]),
    );
    for (const rule of RULES)
      assert.ok(
        written.some((text) => text.includes(`-${rule}-`) || text.includes(`"${rule}"`)),
        rule,
      );
  });

  it("go on with the next ones, in every example, and nobody hears an error", async () => {
    const fed = watched();
    assert.ok(fed.length >= NAMES.length);
    for (const { id } of fed) await told(id, ({ payload }) => payload.expiry > 0);
    const topicsBefore = fed.map(({ id }) => topicsOf(messages(id)));
    exchange.control.setTime(FRIDAY - LEAD);
    for (const [index, { id }] of fed.entries()) {
      for (const topic of topicsBefore[index] ?? []) {
        const { payload } = await told(
          id,
          ({ topic: of, coincall }) => of === topic && coincall.sent > FRIDAY + MOMENT,
        );
        assert.ok(payload.expiry > FRIDAY, `${topic} at ${id}`);
      }
    }
    const ended = fed.filter(({ id }) => messages(id).some(({ payload }) => payload.expiry === FRIDAY));
    assert.ok(ended.length > 0);
    for (const { id } of ended) {
      assert.ok(
        messages(id).some(({ coincall }) => coincall.rolled?.reason === "expiry"),
        id,
      );
    }
    assert.deepEqual(nodeRed.catches, []);
  });

  /** The nodes of all examples that watch options, with the reports of what they send. */
  function watched(): FlowNode[] {
    return NAMES.flatMap(example).filter(({ type }) => OPTIONS.includes(type));
  }

  function messages(id: string): Told[] {
    return nodeRed.messages(`of-${id}`) as unknown as Told[];
  }

  async function told(id: string, fits: (message: Told) => boolean): Promise<Told> {
    const fitting = (message: Message<unknown>) => fits(message as unknown as Told);
    return (await nodeRed.nextMessage(fitting, { output: `of-${id}`, timeout: 50_000 })) as unknown as Told;
  }
});

function topicsOf(messages: readonly Told[]): string[] {
  return [...new Set(messages.map(({ topic }) => topic))];
}

/** With every update of its options reported, and its errors. */
function observed(flow: readonly FlowNode[], suffix: string): FlowNode[] {
  const z = String(flow.find(({ type }) => type === "tab")?.id);
  const options = flow.filter(({ type }) => OPTIONS.includes(type));
  const [catcher, reporter] = catchAll(z);
  const caught = `catch-${suffix}`;
  return [
    ...flow.map((node) => (options.includes(node) ? reportedBy(node, `of-${node.id}`) : node)),
    ...options.map(({ id }) => output(`of-${id}`, z)),
    { ...catcher, id: `${z}-catch`, type: "catch", wires: [[caught]] },
    { ...reporter, type: "function", id: caught },
  ];
}

function reportedBy(node: FlowNode, reporter: string): FlowNode {
  const [wires = []] = node.wires as string[][];
  return { ...node, emit: "every", wires: [[...wires, reporter]] };
}
