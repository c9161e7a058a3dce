import assert from "node:assert/strict";
import { connectionTo, describeOnEach, flowOf, node, type Properties, type Status, useRig } from "../harness";

const spot = (symbol: string) => ({ c: 20, dt: 30, d: { s: symbol, pr: 1, ts: 1 } });

const SILENCE = /^no data for (\d+) s$/;

/** As the contract's table writes it. */
const shown = ({ fill, shape, text }: Status) => `${fill} ${shape}: ${text}`;

describeOnEach("A status", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  const next = (text: string) => rig.nodeRed.nextStatus("spot", (status) => shown(status) === text);
  const history = () => rig.nodeRed.statuses.filter(({ source }) => source.id === "spot").map(shown);

  async function deploy(properties: Properties, connection: Properties = {}): Promise<void> {
    await rig.nodeRed.deploy(
      flowOf(connectionTo(rig.exchange, connection), node("coincall-spot", properties)),
    );
  }

  it("tells the way from the first attempt to live data, and each step once", async () => {
    await deploy({ symbols: "BTCUSD" });
    await rig.exchange.nextFrame();
    await next("yellow ring: connecting");
    await next("yellow dot: waiting for data");
    for (let count = 0; count < 20; count += 1) rig.exchange.push("futures", spot("BTCUSD"));
    await next("green dot: live");
    rig.nodeRed.send("spot", { action: "subscribe", symbols: "ETHUSD" });
    await next("green dot: live: BTCUSD +1");
    rig.nodeRed.send("spot", { action: "clear" });
    await next("grey ring: no symbols");
    assert.deepEqual(history(), [
      "yellow ring: connecting",
      "yellow dot: waiting for data",
      "green dot: live",
      "green dot: live: BTCUSD +1",
      "grey ring: no symbols",
    ]);
  });

  it("is live with the first data of a symbol that came by message, however late", async () => {
    await deploy({ symbols: "BTCUSD" });
    await rig.exchange.nextFrame();
    rig.exchange.push("futures", spot("BTCUSD"));
    await next("green dot: live");
    rig.nodeRed.send("spot", { action: "replace", symbols: "ETHUSD" });
    await next("yellow dot: waiting for data");
    // A second after it was shown, the status has forgotten that there was a change.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    rig.exchange.push("futures", spot("ETHUSD"));
    await next("green dot: live: ETHUSD");
  });

  it("tells at once that there is nothing to do", async () => {
    await deploy({});
    await next("grey ring: no symbols");
    assert.equal(rig.exchange.upgrades.length, 0);
  });

  it("tells what stands in the end, of all that changed within a second", async () => {
    // The data is there as soon as it is asked for, however long the deploy takes to say that it is done.
    rig.exchange.acknowledge = () => spot("BTCUSD");
    await deploy({ symbols: "BTCUSD" });
    await next("green dot: live");
    assert.deepEqual(history(), ["yellow ring: connecting", "green dot: live"]);
  });

  it("counts down to the next attempt after a link was lost, and is live again with the first data", async () => {
    await deploy({ symbols: "BTCUSD" });
    await rig.exchange.nextFrame();
    rig.exchange.push("futures", spot("BTCUSD"));
    await next("green dot: live");
    rig.exchange.refuseWith(503, { "Retry-After": "2" });
    rig.exchange.drop();
    await next("red ring: reconnecting in 1 s");
    rig.exchange.refuseWith(undefined);
    await next("yellow dot: waiting for data");
    rig.exchange.push("futures", spot("BTCUSD"));
    await next("green dot: live");
  });

  it("tells of a symbol that is silent though the link is alive, and never reconnects for it", async () => {
    await deploy({ symbols: "BTCUSD ETHUSD", overdue: 1 });
    await rig.exchange.nextFrame();
    rig.exchange.push("futures", spot("BTCUSD"));
    const silence = async () => {
      const { text = "" } = await rig.nodeRed.nextStatus("spot", ({ text = "" }) => SILENCE.test(text));
      return Number(SILENCE.exec(text)?.[1]);
    };
    const first = await silence();
    assert.ok(first >= 1 && (await silence()) > first);
    // A status comes once a second, and a second later both would be silent again.
    const prices = setInterval(() => {
      for (const symbol of ["BTCUSD", "ETHUSD"]) rig.exchange.push("futures", spot(symbol));
    }, 100);
    await next("green dot: live, 2 symbols").finally(() => clearInterval(prices));
    assert.deepEqual([rig.exchange.accepted(), rig.nodeRed.catches.length], [1, 0]);
  });
});
