import assert from "node:assert/strict";
import { formatDay } from "../../../src/protocol/symbols/symbols";
import { acknowledgementOf } from "../../support/stub-exchange";
import { connectionTo, describeOnEach, flowOf, type Message, node, useRig } from "../harness";

const DAY = 86_400_000;

interface Listed {
  symbol: string;
  state: string;
}

interface Report {
  state: string;
  symbol?: string;
  reason?: string;
  subscriptions: object;
}

describeOnEach("What becomes of a subscription", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  const greeks = (symbols: string) => node("coincall-greeks", { symbols });
  const status = node("coincall-status", { id: "feed", wires: [["output"]] });
  const reports = () => rig.nodeRed.messages<Report>().filter(({ topic }) => topic === "options");
  const nextReport = (fits: (report: Report) => boolean): Promise<Message<Report>> =>
    rig.nodeRed.nextMessage<Report>(({ topic, payload }) => topic === "options" && fits(payload));

  function refuse(names: RegExp | undefined, msg: string): void {
    rig.exchange.acknowledge = (frame) => {
      const refused = names?.test(JSON.stringify(frame));
      return refused ? { ...acknowledgementOf(frame), result: "failed", msg } : acknowledgementOf(frame);
    };
  }

  async function list(): Promise<Listed[]> {
    rig.nodeRed.send("greeks", { action: "list" });
    const { payload } = await rig.nodeRed.nextMessage<Listed[]>(({ topic }) => topic === "subscriptions");
    return payload;
  }

  /** The answer is here: what waits for one is not asked for again. */
  async function refused(): Promise<void> {
    while ((await list())[0]?.state !== "rejected") await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it("when all is refused is one error, and a link that is not opened for nothing", async () => {
    refuse(/COIN/, "maintenance");
    const symbols = Array.from({ length: 120 }, (_, index) => `COIN${index}USD`);
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), greeks(symbols.join()), status));
    const error = await rig.nodeRed.nextError("greeks");
    assert.equal(error.code, "COINCALL_REJECTED");
    assert.match(error.message, /120 .*COIN\d+USD, … \(\+110\).*: maintenance$/);
    const idle = await nextReport(({ state }) => state === "idle");
    assert.match(idle.payload.reason ?? "", /maintenance/);
    assert.deepEqual(idle.payload.subscriptions, { live: 0, pending: 0, rejected: 120, expired: 0 });
    await rig.exchange.openBecomes(0);
    assert.equal(rig.nodeRed.catches.length, 1);
  });

  it("that was refused is asked for at once when a message names it, and its recovery is told", async () => {
    refuse(/BAD/, "unknown symbol");
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), greeks("BADUSD"), status));
    await rig.exchange.nextFrame();
    await rig.nodeRed.nextError("greeks");
    await rig.nodeRed.nextStatus("greeks", ({ fill }) => fill === "red");
    await refused();
    for (const action of ["subscribe", "replace"]) {
      rig.nodeRed.send("greeks", { action, symbols: "BADUSD" });
      await rig.exchange.nextFrame((text) => text.includes("BAD"));
      await refused();
    }
    refuse(undefined, "");
    rig.nodeRed.send("greeks", { action: "subscribe", symbols: "BADUSD" });
    await rig.nodeRed.nextStatus("greeks", ({ text }) => text === "waiting for data");
    const recovered = await nextReport(({ state }) => state === "recovered");
    assert.equal(recovered.payload.symbol, "BADUSD");
    assert.deepEqual(recovered.payload.subscriptions, { live: 1, pending: 0, rejected: 0, expired: 0 });
  });

  it("of an option that expires is one error, a state and a status, and the others live on", async () => {
    // The exchange's clock is a minute before its 08:00 UTC.
    const expiry = Math.ceil((Date.now() - 8 * 3_600_000) / DAY) * DAY + 8 * 3_600_000;
    const over = `BTCUSD-${formatDay(expiry)}-81000-C`;
    const living = "BTCUSD-27DEC30-81000-C";
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), greeks(`${over}, ${living}`), status));
    await rig.exchange.nextFrame((text) => text.includes(living));
    const push = (symbol: string, ts: number) =>
      rig.exchange.push("options", { c: 20, dt: 3, ts, d: { s: symbol, iv: 1, ts: 1 } });
    push(over, expiry - 60_000);
    push(living, expiry - 60_000);
    await rig.nodeRed.nextStatus("greeks", ({ text }) => text === "live, 2 symbols");
    push(living, expiry);
    await rig.nodeRed.nextStatus("greeks", ({ text }) => text === "live, 1 of 2, 1 expired");
    await rig.exchange.nextFrame((text) => text.includes("unSubscribe") && text.includes(over));
    const error = await rig.nodeRed.nextError("greeks");
    assert.equal(error.code, "COINCALL_EXPIRED");
    assert.match(error.message, new RegExp(`${over}.*BTCUSD-(?:NEXT|W|M|Q)-81000-C`));
    assert.deepEqual(
      (await list()).map(({ symbol, state }) => [symbol, state]),
      [
        [over, "expired"],
        [living, "live"],
      ],
    );
    const told = await nextReport(({ state }) => state === "expired");
    assert.equal(told.payload.symbol, over);
    rig.nodeRed.send("greeks", { action: "unsubscribe", symbols: living });
    await rig.nodeRed.nextStatus(
      "greeks",
      ({ fill, shape, text }) => [fill, shape, text].join() === "grey,ring,expired",
    );
    await rig.exchange.openBecomes(0);
    assert.deepEqual(
      rig.nodeRed.catches.map(({ code }) => code),
      ["COINCALL_EXPIRED"],
    );
    assert.equal(reports().filter(({ payload }) => payload.state === "waiting").length, 0);
  });

  it("of a chain that was over before is asked once, and is over", async () => {
    refuse(/tOption/, "expired");
    const chain = node("coincall-option-chain", { symbols: "BTCUSD", expiry: "27DEC24" });
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), chain));
    const error = await rig.nodeRed.nextError("option-chain");
    assert.equal(error.code, "COINCALL_EXPIRED");
    assert.match(error.message, /BTCUSD-27DEC24.*BTCUSD-Q/);
    await rig.nodeRed.nextStatus("option-chain", ({ text }) => text === "expired");
    assert.equal(rig.exchange.frames.length, 1);
  });
});

describeOnEach("What the exchange says of a connection", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });
  const spot = (properties = {}) => node("coincall-spot", { symbols: "BTCUSD", ...properties });
  const status = node("coincall-status", { id: "feed", wires: [["output"]] });

  it("when it closes it is in the error, the status and the feed's status", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot(), status));
    await rig.exchange.nextFrame();
    rig.exchange.refuseWith(503, { "Retry-After": "30" }, "maintenance until nine");
    rig.exchange.drop(1008, "too many connections for this account");
    const error = await rig.nodeRed.nextError("connection");
    assert.match(error.message, /code 1008.*: too many connections for this account$/);
    await rig.nodeRed.nextStatus("spot", ({ text = "" }) => text.endsWith(": maintenance until nine"));
    const report = await rig.nodeRed.nextMessage<{ reason?: string }>(({ payload }) =>
      Boolean(payload.reason?.includes("too many connections for this account")),
    );
    assert.equal(report.topic, "futures");
  });

  it("when it refuses it is in the error, the status and the feed's status, without our secrets", async () => {
    rig.exchange.refuseWith(403, {}, '{"code":10008,"msg":"IP 203.0.113.7 is not on the list of this key"}');
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot(), status));
    const error = await rig.nodeRed.nextError("connection");
    assert.match(error.message, /HTTP 403.*: IP 203.0.113.7 is not on the list of this key$/);
    await rig.nodeRed.nextStatus(
      "spot",
      ({ text }) => text === "refused: IP 203.0.113.7 is not on the list of this key",
    );
    const report = await rig.nodeRed.nextMessage<{ state: string; reason?: string }>(
      ({ payload }) => payload.state === "refused",
    );
    assert.match(report.payload.reason ?? "", /IP 203.0.113.7 is not on the list/);
  });

  it("with a second connection that has the same key is told from the third time on", async () => {
    rig.exchange.onlyOne = "connected elsewhere";
    const other = { ...connectionTo(rig.exchange), id: "other-connection", name: "other" };
    await rig.nodeRed.deploy(
      flowOf(
        connectionTo(rig.exchange),
        other,
        spot(),
        spot({ id: "other", connection: "other-connection" }),
      ),
    );
    const error = await rig.nodeRed.nextError("connection", ({ message }) => /keeps taking/.test(message));
    assert.equal(error.code, "COINCALL_LINK");
  });

  it("of its clock is what keys are signed with where ours is off, and status and log say by how much", async () => {
    rig.exchange.clock = () => Date.now() + 600_000;
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot(), status));
    await rig.exchange.nextFrame();
    rig.exchange.push("futures", { c: 20, dt: 30, d: { s: "BTCUSD", pr: 1, ts: 1 } });
    await rig.nodeRed.nextStatus("spot", ({ text = "" }) =>
      /^live, .* clock is (?:600|599) s off$/.test(text),
    );
    const report = await rig.nodeRed.nextMessage<{ state: string; reason?: string }>(
      ({ topic, payload }) => topic === "futures" && payload.state === "open",
    );
    assert.match(report.payload.reason ?? "", /clock is \d+ s off/);
    const lines = rig.nodeRed.log.filter((line) => /clock is \d+ s off/.test(line));
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.equal(rig.exchange.timesAsked, 1);
  });
});
