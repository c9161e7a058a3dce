import assert from "node:assert/strict";
import {
  describeOnEach,
  type FlowNode,
  flowOf,
  type NodeRed,
  type Properties,
  startNodeRed,
} from "../harness";
import { CUTS, MINUTE, PERPETUALS, Scene } from "./cut-scene";
import { assertSeries, missing } from "./series";
import type { Told } from "./told";

/** What is watched of a scene: the names of nodes, and their symbols. */
function watchedOf({ protocol, busy }: Scene): (readonly [name: string, symbol: string])[] {
  // In the dialect of 2023 candles of futures do not tell their period: there is one at most.
  const names = protocol === "signed" ? ["updates", "closed", "fives"] : ["updates", "closed"];
  return [...names.flatMap((name) => PERPETUALS.map((symbol) => [name, symbol] as const)), ["options", busy]];
}

function nodesOf(scene: Scene): FlowNode[] {
  const futures = { endpoint: "futures", symbols: PERPETUALS.join() };
  const candles = (name: string, properties: Properties) => scene.node("coincall-kline", name, properties);
  return [
    scene.connection,
    ...candles("updates", futures),
    ...candles("closed", { ...futures, candles: "closed" }),
    ...candles("options", { endpoint: "options", symbols: scene.busy }),
    ...(scene.protocol === "signed" ? candles("fives", { ...futures, period: "m5" }) : []),
  ];
}

describeOnEach("Candles over a cut of the line", function (version) {
  this.timeout(60_000);
  let nodeRed: NodeRed;
  let scenes: readonly Scene[] = [];
  const PROTOCOLS = ["signed", "apikey"];
  const ALL = PROTOCOLS.flatMap((protocol) => CUTS.map((cut) => ({ protocol, cut })));

  before("each is played on a market and a connection of its own", async () => {
    scenes = await Promise.all(ALL.map(({ protocol, cut }, index) => Scene.set(`c${index}`, protocol, cut)));
    nodeRed = await startNodeRed({ version });
    await nodeRed.deploy(flowOf(...scenes.flatMap(nodesOf)));
    for (const scene of scenes) {
      for (const [name, symbol] of watchedOf(scene)) if (name !== "closed") await next(scene, name, symbol);
    }
    await Promise.all(scenes.map(async (scene, index) => ALL[index]?.cut.play(scene)));
  });
  after(async () => {
    await nodeRed.stop();
    await Promise.all(scenes.map((scene) => scene.clear()));
  });

  const next = (scene: Scene, name: string, symbol: string, fits: (message: Told) => boolean = () => true) =>
    nodeRed.nextMessage((each) => each.topic === symbol && fits(each as Told), {
      output: `${scene.id}-${name}-out`,
      timeout: 12_000,
    });
  const told = (scene: Scene, name: string, symbol: string) =>
    (nodeRed.messages(`${scene.id}-${name}-out`) as Told[]).filter(({ topic }) => topic === symbol);

  for (const [index, { protocol, cut }] of ALL.entries()) {
    it(`${cut.what} go on without a hole, in the dialect ${protocol}`, async () => {
      const scene = scenes[index] ?? assert.fail();
      const { simulator } = scene;
      for (const [name, symbol] of watchedOf(scene)) {
        if (name !== "closed") await next(scene, name, symbol, ({ coincall }) => coincall.gap !== undefined);
      }
      const { minute } = scene;
      scene.goOn(MINUTE);
      for (const [name, symbol] of watchedOf(scene)) {
        const messages = () => told(scene, name, symbol);
        const isFinal = ({ payload }: Told) => payload.closed && payload.timestamp >= minute;
        if (name !== "fives") await next(scene, name, symbol, isFinal);
        if (missing(messages(), simulator).length > 0) {
          await next(scene, name, symbol, () => missing(messages(), simulator).length === 0);
        }
        assertSeries(messages(), simulator);
      }
      const errors = nodeRed.catches.filter(({ source }) => source.id.startsWith(`${scene.id}-`));
      assert.deepEqual(
        errors.filter(({ code }) => code === "COINCALL_HISTORY"),
        [],
      );
    });
  }
});
