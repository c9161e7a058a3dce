import assert from "node:assert/strict";
import { describeOnEach, type FlowNode, type Message, type Properties } from "../../harness";
import type { Candle } from "../told";
import { assertSeries, missing } from "./candle-series";
import { MINUTE, PERPETUALS, type Scene } from "./scene";
import { Stage, type Watched } from "./stage";

function watched({ protocol, busy }: Scene): Watched[] {
  // In the dialect of 2023 candles of futures do not tell their period: there is one at most.
  const names = protocol === "signed" ? ["updates", "closed", "fives"] : ["updates", "closed"];
  return [...names.flatMap((name) => PERPETUALS.map((symbol) => [name, symbol] as const)), ["options", busy]];
}

function nodes(scene: Scene): FlowNode[] {
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

const isPrompt = (name: string) => name !== "closed";

describeOnEach("Candles over a cut of the line", function (version) {
  this.timeout(60_000);
  const stage = new Stage<Candle>();
  before(() => stage.play(version, { nodes, watched, isPrompt }));
  after(() => stage.clear());

  for (const played of stage.all) {
    it(`${played.cut.what} go on without a hole, in the dialect ${played.protocol}`, async () => {
      const scene = stage.scene(played);
      const { simulator } = scene;
      for (const each of watched(scene)) {
        if (isPrompt(each[0])) await stage.next(scene, each, ({ coincall }) => coincall.gap !== undefined);
      }
      const { minute } = scene;
      scene.goOn(MINUTE);
      for (const each of watched(scene)) {
        const isFinal = ({ payload }: Message<Candle>) => payload.closed && payload.timestamp >= minute;
        if (each[0] !== "fives") await stage.next(scene, each, isFinal);
        const isWhole = () => missing(stage.told(scene, each), simulator).length === 0;
        if (!isWhole()) await stage.next(scene, each, isWhole);
        assertSeries(stage.told(scene, each), simulator);
      }
      const isAboutThis = ({ id }: { readonly id: string }) => id.startsWith(`${scene.id}-`);
      const errors = stage.nodeRed.catches.filter(({ source }) => isAboutThis(source));
      assert.deepEqual(
        errors.filter(({ code }) => code === "COINCALL_HISTORY"),
        [],
      );
    });
  }
});
