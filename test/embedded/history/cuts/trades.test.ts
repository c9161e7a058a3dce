import assert from "node:assert/strict";
import { describeOnEach, type FlowNode } from "../../harness";
import { PERPETUALS, type Scene } from "./scene";
import { Stage, type Watched } from "./stage";
import { assertTrades, type Trade } from "./trade-series";

function watched({ protocol, busy }: Scene): Watched[] {
  // In the dialect of 2023 there are no ids.
  const kinds = protocol === "signed" ? ["plain", "ids"] : ["plain"];
  return kinds.flatMap((kind) => [
    ...PERPETUALS.map((symbol) => [kind, symbol] as const),
    [`${kind}-option`, busy] as const,
  ]);
}

function nodes(scene: Scene): FlowNode[] {
  const names = new Set(watched(scene).map(([name]) => name));
  const trades = (name: string) =>
    scene.node("coincall-trades", name, {
      ...(name.endsWith("option")
        ? { endpoint: "options", symbols: scene.busy }
        : { endpoint: "futures", symbols: PERPETUALS.join() }),
      tradeIds: name.startsWith("ids"),
    });
  return [scene.connection, ...[...names].flatMap(trades)];
}

describeOnEach("Trades over a cut of the line", function (version) {
  this.timeout(60_000);
  const stage = new Stage<readonly Trade[]>();
  before(() => stage.play(version, { nodes, watched }));
  after(() => stage.clear());

  for (const played of stage.all) {
    const { cut, protocol } = played;
    it(`${cut.what} are each told once, or their gap is, in the dialect ${protocol}`, async () => {
      const scene = stage.scene(played);
      for (const each of watched(scene)) {
        const { coincall } = await stage.next(scene, each, (message) => message.coincall.resumed === true);
        // REST tells the latest hundred: more than were made of the option, and than of any other in three seconds.
        const isToldTime = protocol === "signed" || !cut.isOff;
        const isWhole = isToldTime && !cut.isTwo && (each[1] === scene.busy || cut.what === "of 3 s");
        if (isWhole) assert.equal(coincall.gap?.filled, "all", each.join(" "));
        scene.goOn(1_000);
        await stage.next(scene, each, (message) => message.coincall.received > coincall.received);
        assertTrades(stage.told(scene, each), scene.simulator);
      }
    });
  }
});
