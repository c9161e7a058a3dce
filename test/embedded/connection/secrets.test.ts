import assert from "node:assert/strict";
import { acknowledgementOf } from "../../support/stub-exchange";
import { connectionTo, describeOnEach, flowOf, KEY, node, SECRET, useRig } from "../harness";

describeOnEach("Secrets", function (version) {
  this.timeout(30_000);
  const rig = useRig({
    version,
    settings: { logging: { console: { level: "trace", metrics: false, audit: true } } },
  });

  /** All that a person, a log file or another program gets to see. */
  function seen(): string {
    const { log, catches, statuses } = rig.nodeRed;
    return [...log, JSON.stringify([catches, statuses, rig.nodeRed.messages()])].join("\n");
  }

  function signatures(): string[] {
    return rig.exchange.upgrades.map(({ path }) => /&sign=([0-9A-F]+)&/.exec(path)?.[1] ?? assert.fail(path));
  }

  function assertUnseen(text: string): void {
    const forms = [KEY, SECRET].flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      secret.replaceAll("/", "\\/"),
      Buffer.from(secret).toString("base64"),
    ]);
    for (const form of [...forms, ...signatures()]) {
      assert.ok(!text.toLowerCase().includes(form.toLowerCase()), `${form} in\n${text}`);
    }
  }

  const spot = node("coincall-spot", { symbols: "BTCUSD, ETHUSD" });

  it("are in no message, error, status or line of the log, even when the exchange repeats them", async () => {
    const echo = (): string => `no such ${KEY} or ${SECRET} in ${rig.exchange.upgrades[0]?.path}`;
    rig.exchange.acknowledge = (frame) => {
      // The other one is taken, so that there is a link to repeat them over.
      const isTaken = JSON.stringify(frame).includes('"ETHUSD"}');
      return isTaken
        ? acknowledgementOf(frame)
        : { ...acknowledgementOf(frame), result: "failed", msg: echo() };
    };
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot));
    await rig.nodeRed.nextError("spot", ({ code }) => code === "COINCALL_REJECTED");
    await rig.nodeRed.nextStatus("spot", ({ fill }) => fill === "red");
    rig.exchange.push("futures", `{"msg": "${echo().replaceAll("/", "\\/")}"`);
    await rig.nodeRed.nextError("connection", ({ code }) => code === "COINCALL_FRAME");
    assertUnseen(seen());
  });

  it("are not even there in part: a signature alone, a key in capitals", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot));
    await rig.exchange.nextFrame();
    rig.exchange.push("futures", `wrong signature ${signatures()[0]} for ${KEY.toUpperCase()}`);
    await rig.nodeRed.nextError("connection", ({ code }) => code === "COINCALL_FRAME");
    assertUnseen(seen());
  });

  it("are not in what is told of a connection that is lost, refused or answered with something else", async () => {
    for (const status of [403, 401, 302, 500]) {
      rig.exchange.refuseWith(status, { Location: `${rig.exchange.url}/?apiKey=${KEY}` });
      await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot));
      await rig.nodeRed.nextError("connection");
    }
    // The connection that was refused must not be the one that is let in.
    await rig.nodeRed.deploy([]);
    rig.exchange.refuseWith(undefined);
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot));
    await rig.exchange.nextFrame();
    rig.exchange.drop();
    await rig.nodeRed.nextError("connection");
    assertUnseen(seen());
  });

  it("are not in the reason of a connection that can't be used because of them", async () => {
    const credentials = { apiKey: `${KEY}&sign=x`, apiSecret: SECRET };
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange, { credentials }), spot));
    await rig.nodeRed.nextError("connection");
    const url = `wss://ws.coincall.com/options?code=10&apiKey=${KEY}`;
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange, { url }), spot));
    await rig.nodeRed.nextError("connection");
    assertUnseen(seen());
  });

  it("are not in the flows that the editor loads and exports, nor what it learns of credentials", async () => {
    await rig.nodeRed.deploy(flowOf(connectionTo(rig.exchange), spot));
    await rig.exchange.nextFrame();
    for (const path of [
      "/flows",
      "/flow/tab",
      "/flow/global",
      "/credentials/coincall-connection/connection",
    ]) {
      const response = await rig.nodeRed.admin(path);
      assert.equal(response.status, 200, path);
      const text = await response.text();
      assertUnseen(text);
      if (path.startsWith("/credentials")) {
        assert.deepEqual(JSON.parse(text), { has_apiKey: true, has_apiSecret: true });
      }
    }
  });
});
