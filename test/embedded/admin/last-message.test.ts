import assert from "node:assert/strict";
import {
  connectionTo,
  describeOnEach,
  type FlowNode,
  flowOf,
  KEY,
  type Message,
  node,
  type Properties,
  useRig,
} from "../harness";

const CALL = "BTCUSD-27DEC30-100000-C";
const NOTHING = {};

interface Last {
  readonly at: number;
  readonly message: Message<Readonly<Record<string, unknown>>>;
}

const level = (pr: number) => ({ pr, sz: 1 });

describeOnEach("The last message of a node", function (version) {
  this.timeout(30_000);
  const rig = useRig({ version });

  async function deploy(type: string, properties: Properties, ...others: FlowNode[]): Promise<void> {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), node(type, properties), ...others));
    await rig.exchange.nextFrame();
  }

  async function last(id: string): Promise<Last> {
    const answer = await rig.nodeRed.admin(`/coincall/last?${new URLSearchParams({ node: id })}`);
    assert.equal(answer.status, 200);
    return (await answer.json()) as Last;
  }

  it("is what it sent, whatever its flow has made of that", async () => {
    const changer = {
      ...node("function", { wires: [["output"]] }),
      func: 'msg.topic = "mine"; msg.payload.price = 0; msg.coincall.endpoint = "none"; return msg;',
      outputs: 1,
    };
    await deploy("coincall-spot", { symbols: "BTCUSD", wires: [["function"]] }, changer);
    assert.deepEqual(await last("spot"), NOTHING);
    for (const pr of ["1.5", "2.5"]) {
      rig.exchange.push("futures", { c: 20, dt: 30, ts: 5, d: { s: "BTCUSD", pr, ts: 4 } });
      assert.equal((await rig.nodeRed.nextMessage()).topic, "mine");
    }
    const { at, message } = await last("spot");
    const { received, ...circumstances } = message.coincall;
    assert.deepEqual(
      [message.topic, message.payload],
      ["BTCUSD", { symbol: "BTCUSD", price: 2.5, timestamp: 4 }],
    );
    assert.deepEqual(circumstances, {
      channel: "spot",
      endpoint: "futures",
      environment: "custom",
      sent: 5,
      connection: "connection",
    });
    assert.equal(at, received);
  });

  it("is told in part where it is long, with how much more there is", async () => {
    await deploy("coincall-order-book", { symbols: CALL, numbers: "string", includeRaw: true });
    const bids = [9, 8, 7, 6, 5].map(level);
    const junk = { words: `${KEY} ${"x".repeat(500)}` };
    rig.exchange.push("options", { ...junk, c: 20, dt: 5, d: { s: CALL, bids, asks: [level(10)], ts: 4 } });
    await rig.nodeRed.nextMessage();
    const { message } = await last("order-book");
    const told = (price: string) => ({ price, size: "1" });
    assert.deepEqual(message.payload.bids, [told("9"), told("8"), { "…": 3 }]);
    assert.deepEqual(message.payload.asks, [told("10")]);
    assert.ok((message.raw ?? "").length <= 64);
    assert.doesNotMatch(JSON.stringify(message), /KEY0123456789/);
  });

  it("of a chain's table is all that is known of it", async () => {
    await deploy("coincall-option-chain", { symbols: CALL, output: "table" });
    const push = (...rows: object[]) => rig.exchange.push("options", { c: 20, dt: 4, d: rows });
    push({ s: CALL, mp: 1, ts: 4 });
    await rig.nodeRed.nextMessage();
    push({ s: CALL.replace(/C$/, "P"), mp: 2, ts: 5 });
    await rig.nodeRed.nextMessage();
    const [first, second] = [await last("option-chain"), await last("option-chain")];
    const [strike] = first.message.payload.strikes as {
      call: { markPrice: number };
      put: { markPrice: number };
    }[];
    assert.deepEqual([strike?.call.markPrice, strike?.put.markPrice], [1, 2]);
    assert.deepEqual(second, first);
  });

  it("of whatever else there is, or is not, is none", async () => {
    await deploy("coincall-spot", { symbols: "BTCUSD" });
    for (const id of ["", "nobody", "connection", "output", "tab", "x".repeat(5_000)])
      assert.deepEqual(await last(id), NOTHING, id);
    const several = await rig.nodeRed.admin("/coincall/last?node=spot&node=output");
    assert.deepEqual(await several.json(), NOTHING);
  });
});
