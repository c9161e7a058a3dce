import assert from "node:assert/strict";
import { NODE_VERSIONS } from "../../scripts/runtimes/node.mjs";
import { connection, describeOnEach, flowOf, type NodeRed, node, startNodeRed } from "./harness";

describeOnEach("The built palette", function (version) {
  this.timeout(60_000);
  let nodeRed: NodeRed | undefined;
  afterEach(() => nodeRed?.stop());

  for (const nodeVersion of NODE_VERSIONS) {
    it(`is loaded and sends a price on Node.js ${nodeVersion}`, async () => {
      const flows = flowOf(connection(), node("coincall-spot", { symbols: "BTCUSD" }));
      nodeRed = await startNodeRed({ version, node: nodeVersion, flows });
      const { payload } = await nodeRed.nextMessage<{ price: number }>();
      assert.ok(payload.price > 0);
      const started = new RegExp(`Node\\.js +version: v${nodeVersion}\\.`);
      assert.ok(
        nodeRed.log.some((line) => started.test(line)),
        nodeRed.log.join("\n"),
      );
    });
  }
});
