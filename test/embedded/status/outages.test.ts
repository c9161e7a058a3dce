import assert from "node:assert/strict";
import {
  connectionTo,
  describeOnEach,
  type FlowNode,
  flowOf,
  node,
  output,
  startNodeRed,
  useRig,
} from "../harness";
import { createUserDirectory, linkPalette, removeUserDirectory } from "../harness/user-directory";
import { ROOT } from "../harness/versions";

interface Report {
  readonly endpoint: string;
  readonly state: string;
  readonly reason?: string;
  readonly down?: boolean;
  readonly downFor?: number;
}

const SECONDS = 0.5;
const STATUS = node("coincall-status", { id: "feed-status", notify: "downFor", downFor: SECONDS });
const SPOT = node("coincall-spot", { symbols: "BTCUSD", overdue: 0.1, wires: [["data"]] });

describeOnEach("A status node that tells outages", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  const flow = (...nodes: FlowNode[]) => flowOf(connectionTo(rig.exchange), STATUS, ...nodes, output("data"));
  const next = async () => (await rig.nodeRed.nextMessage<Report>()).payload;
  const told = () => rig.nodeRed.messages<Report>().map(({ payload }) => payload);
  const longEnough = () => new Promise((resolve) => setTimeout(resolve, 3_000 * SECONDS));

  it("tells one that never came up, from the start on, and when it is back, and nothing else", async () => {
    rig.exchange.refuseWith(503, { "Retry-After": "1" });
    await rig.nodeRed.deploy(flow(SPOT));
    const down = await next();
    assert.deepEqual([down.endpoint, down.down, down.downFor], ["futures", true, 1]);
    assert.match(String(down.reason), /HTTP 503/);
    await longEnough();
    rig.exchange.refuseWith(undefined);
    const back = await next();
    assert.deepEqual([back.endpoint, back.down, back.state], ["futures", false, "open"]);
    // A symbol that falls silent is another matter.
    await longEnough();
    assert.equal(told().length, 2);
  });

  it("tells one of a connection that the exchange refuses", async () => {
    rig.exchange.refuseWith(403);
    await rig.nodeRed.deploy(flow(SPOT));
    const { down, state } = await next();
    assert.deepEqual([down, state], [true, "refused"]);
    await longEnough();
    assert.equal(told().length, 1);
  });

  it("tells none where nobody wants the market, nor of one that is well", async () => {
    await rig.nodeRed.deploy(flow(SPOT));
    await rig.exchange.nextFrame();
    await longEnough();
    rig.nodeRed.send("spot", { action: "clear" });
    await longEnough();
    assert.deepEqual(told(), []);
  });

  it("answers all the same", async () => {
    await rig.nodeRed.deploy(flow(SPOT));
    await rig.exchange.nextFrame();
    rig.nodeRed.send("feed-status", { action: "health" });
    assert.equal((await rig.nodeRed.nextMessage<{ ok: boolean }>()).payload.ok, true);
    rig.nodeRed.send("feed-status", { action: "get" });
    assert.deepEqual([(await next()).endpoint, (await next()).endpoint], ["options", "futures"]);
  });

  it("tells the end of one over a restart, where the context is kept, and not its beginning again", async () => {
    const userDirectory = createUserDirectory();
    linkPalette(userDirectory, ROOT);
    const settings = {
      contextStorage: { default: { module: "localfilesystem", config: { flushInterval: 0 } } },
    };
    const start = () => startNodeRed({ version, userDirectory, settings });
    rig.exchange.refuseWith(503, { "Retry-After": "1" });
    let nodeRed = await start();
    try {
      await nodeRed.deploy(flow(SPOT));
      assert.equal((await nodeRed.nextMessage<Report>()).payload.down, true);
      await nodeRed.stop();
      nodeRed = await start();
      await nodeRed.deploy(flow(SPOT));
      await longEnough();
      assert.deepEqual(nodeRed.messages(), []);
      rig.exchange.refuseWith(undefined);
      assert.equal((await nodeRed.nextMessage<Report>()).payload.down, false);
    } finally {
      await nodeRed.stop();
      removeUserDirectory(userDirectory);
    }
  });
});
