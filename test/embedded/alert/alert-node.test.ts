import assert from "node:assert/strict";
import { describeOnEach, type Message, type Properties, useRig } from "../harness";
import { alert, flowOfAlerts, toldIn } from "./flows";

describeOnEach("An alert", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });

  const deploy = (...alerts: Properties[]) => rig.nodeRed.deploy(flowOfAlerts(...alerts.map(alert)));
  const price = (value: unknown, more: Properties = {}) =>
    rig.nodeRed.send("alert", { topic: "BTCUSD", payload: { price: value }, ...more });
  const prices = (...values: unknown[]) => {
    for (const value of values) price(value);
  };
  const next = async () => toldIn(await rig.nodeRed.nextMessage());
  const nextClear = async () => toldIn(await rig.nodeRed.nextMessage(() => true, { output: "clear" }));
  const texts = (output = "output") => rig.nodeRed.messages(output).map(({ payload }: Message) => payload);
  /** Whatever was sent before is judged once this is answered. */
  const judged = async () => {
    rig.nodeRed.send("alert", { action: "list", payload: "asked" });
    const listed = await rig.nodeRed.nextMessage(({ payload }) => Array.isArray(payload));
    return (listed as unknown as { payload: Record<string, unknown>[] }).payload;
  };

  it("tells once that a level is passed, and once that it is no more, and lets the rest of the message be", async () => {
    await deploy({});
    for (const value of [99, 101, 102, 99, 98]) price(value, { kept: value, coincall: { channel: "spot" } });
    const told = await next();
    assert.equal(told.payload, "BTCUSD is above 100: 101");
    assert.deepEqual([told.topic, told.kept, told.coincall], ["BTCUSD", 101, { channel: "spot" }]);
    const { since, ...about } = told.alert;
    assert.ok(Math.abs(Date.now() - since) < 5_000);
    assert.deepEqual(about, { state: "alert", condition: "above", value: 101, level: 100, count: 1 });
    const clear = await nextClear();
    assert.equal(clear.payload, "BTCUSD is no longer above 100: 99");
    assert.equal(clear.alert.state, "clear");
    await judged();
    assert.deepEqual(texts("clear"), [clear.payload]);
  });

  it("shows the latest alert that holds, also where a later one is over", async () => {
    await deploy({});
    const shows = (text: string) => rig.nodeRed.nextStatus("alert", (status) => status.text === text);
    price(101, { topic: "BTCUSD" });
    await shows("BTCUSD is above 100: 101");
    price(102, { topic: "ETHUSD" });
    await shows("ETHUSD is above 100: 102");
    price(99, { topic: "ETHUSD" });
    await shows("BTCUSD is above 100: 101");
    price(99, { topic: "BTCUSD" });
    await shows("2 watched");
  });

  it("has a state for each topic, and needs none", async () => {
    await deploy({});
    price(101);
    price(101, { topic: "ETHUSD" });
    price(101, { topic: undefined });
    price(101, { topic: 7 });
    await judged();
    assert.deepEqual(texts().slice(0, 4), [
      "BTCUSD is above 100: 101",
      "ETHUSD is above 100: 101",
      "The value is above 100: 101",
      "7 is above 100: 101",
    ]);
  });

  it("takes its levels from the message, the flow, all flows or the environment, and follows them", async () => {
    for (const [levelType, level] of [
      ["flow", "limit"],
      ["global", "limits.high"],
      ["msg", "limit"],
      ["env", "LIMIT"],
    ] as const) {
      rig.nodeRed.forget();
      await rig.nodeRed.deploy(
        flowOfAlerts(alert({ level, levelType })).map((node) =>
          node.type === "tab" ? { ...node, env: [{ name: "LIMIT", value: "100", type: "num" }] } : node,
        ),
      );
      const setting = { limit: 100, global: { high: 100 } };
      rig.nodeRed.send("set", setting);
      price(101, { limit: 100 });
      assert.equal((await next()).alert.level, 100, levelType);
      if (levelType === "env") continue;
      rig.nodeRed.send("set", { limit: 200, global: { high: 200 } });
      price(150, { limit: 200 });
      assert.equal((await nextClear()).payload, "BTCUSD is no longer above 200: 150", levelType);
    }
  });

  it("says once that a level has vanished, and judges again when it is back", async () => {
    await deploy({ level: "limit", levelType: "flow" });
    prices(101, 102);
    const error = await rig.nodeRed.nextError("alert");
    assert.deepEqual([error.code, error.message.includes("flow.limit")], ["COINCALL_INPUT", true]);
    const { fill, text } = await rig.nodeRed.nextStatus("alert", ({ fill }) => fill === "red");
    assert.deepEqual([fill, text], ["red", "flow.limit holds no number"]);
    rig.nodeRed.send("set", { limit: 100 });
    price(103);
    assert.equal((await next()).alert.value, 103);
    await rig.nodeRed.nextStatus("alert", ({ text }) => text === "BTCUSD is above 100: 103");
    assert.equal(rig.nodeRed.catches.length, 1);
  });

  it("says of a distance in a message that it must be above 0", async () => {
    await deploy({ condition: "moves", level: "by", levelType: "msg" });
    price(101, { by: 0 });
    assert.match((await rig.nodeRed.nextError("alert")).message, /^msg.by holds no number above 0/);
    await rig.nodeRed.nextStatus("alert", ({ text }) => text === "msg.by holds no number above 0");
  });

  it("tells of what has to hold for a while, and of silence, although no message comes", async () => {
    await deploy(
      { for: 0.2, text: "{{payload.price}} {{topic}} {{coincall.channel}}" },
      { id: "silent", condition: "silent", window: 0.3, level: "" },
    );
    price(101, { coincall: { channel: "spot", environment: "simulator" }, res: "no longer" });
    const held = await next();
    assert.equal(held.payload, "Simulator: 101 BTCUSD spot");
    assert.equal(held.res, undefined);
    assert.deepEqual(held.coincall, { channel: "spot", environment: "simulator" });
    assert.equal(held.alert.simulated, true);
    rig.nodeRed.send("silent", { topic: "ETHUSD", payload: {} });
    const silence = toldIn(await rig.nodeRed.nextMessage(({ topic }) => topic === "ETHUSD"));
    assert.equal(silence.payload, "ETHUSD: no message for 0.3 seconds");
    rig.nodeRed.send("silent", { topic: "ETHUSD", payload: {} });
    assert.equal((await nextClear()).payload, "ETHUSD: messages are back");
  });

  it("leaves what is past unjudged, begins anew where another option follows, and marks what was missed", async () => {
    await deploy({ condition: "crosses" });
    const coincall = { channel: "spot", environment: "live" };
    price(99, { coincall });
    price(101, { coincall: { ...coincall, filled: true } });
    price(101, { coincall: { ...coincall, rolled: { to: "another" } } });
    price(99, { coincall: { ...coincall, resumed: true } });
    const { alert: about } = await next();
    assert.deepEqual([about.value, about.acrossGap], [99, true]);
    await judged();
    assert.equal(texts().length, 2);
  });

  it("measures a window by the exchange's time", async () => {
    await deploy({ condition: "rises", level: "10", window: 60 });
    const sent = (at: number, value: number) => price(value, { coincall: { channel: "spot", sent: at } });
    const start = Date.now() - 3_600_000;
    sent(start, 100);
    sent(start + 61_000, 111);
    sent(start + 62_000, 121);
    const told = await next();
    assert.equal(told.payload, "BTCUSD has risen by 10 within 1 minute: 121");
    assert.deepEqual([told.alert.since, told.alert.change], [start + 62_000, 10]);
  });

  it("writes by a template, without making HTML of it", async () => {
    await deploy({
      text: "{{topic}} <{{payload.price}}> {{{note}}} {{note}} {{missing.field}}|{{alert.level}} {{alert.state}}",
    });
    price("101.50", { note: "a & b" });
    assert.equal((await next()).payload, "BTCUSD <101.50> a & b a & b |100 alert");
  });

  it("says of a broken template so, and sends a sentence in its place", async () => {
    await deploy({ text: "{{#alert}}{{topic}}" });
    const error = await rig.nodeRed.nextError("alert");
    assert.equal(error.code, "COINCALL_CONFIG");
    assert.match(error.message, /braces/);
    price(101);
    assert.equal((await next()).payload, "BTCUSD is above 100: 101");
    assert.equal(rig.nodeRed.catches.length, 1);
  });

  it("writes in the language in which it was saved", async () => {
    await deploy({ language: "de" });
    price(1234.5);
    assert.equal((await next()).payload, "BTCUSD liegt über 100: 1.234,5");
  });

  it("is told to be quiet, to go on, to forget, and how things stand", async () => {
    await deploy({ repeat: "once" });
    prices(101, 99, 102);
    await judged();
    assert.equal(texts().length, 2);
    const [standing] = await judged();
    assert.deepEqual([standing?.topic, standing?.armed, standing?.count], ["BTCUSD", false, 1]);
    rig.nodeRed.send("alert", { action: "arm", topic: "BTCUSD" });
    assert.equal(
      (await rig.nodeRed.nextMessage(({ payload }) => String(payload).includes("102"))).topic,
      "BTCUSD",
    );
    rig.nodeRed.send("alert", { action: "disarm" });
    price(105, { topic: "ETHUSD" });
    assert.deepEqual(
      (await judged()).map(({ armed }) => armed),
      [false, false],
    );
    rig.nodeRed.send("alert", { action: "reset" });
    assert.deepEqual(await judged(), []);
    price(106, { action: "unknown" });
    assert.equal(
      (await rig.nodeRed.nextMessage(({ payload }) => String(payload).includes("106"))).topic,
      "BTCUSD",
    );
  });

  it("sends a test when asked, and one only, which changes nothing", async () => {
    await deploy({ text: "{{payload.price}} {{alert.state}}" });
    rig.nodeRed.send("alert", { action: "test", kept: true });
    const sample = await next();
    assert.equal(sample.payload, "Test: 100.1 test");
    assert.deepEqual([sample.kept, sample.alert.state], [true, "test"]);
    price(50);
    price(60, { topic: "ETHUSD" });
    const response = await rig.nodeRed.admin("/coincall/alert/alert/test", { method: "POST" });
    assert.deepEqual(await response.json(), { text: "Test: 60 test" });
    assert.equal((await next()).topic, "ETHUSD");
    assert.deepEqual(
      (await judged()).map(({ count }) => count),
      [0, 0],
    );
    const missing = await rig.nodeRed.admin("/coincall/alert/nothing/test", { method: "POST" });
    assert.deepEqual([missing.status, (await missing.json()).reason], [400, "alertNotDeployed"]);
  });

  it("tells a form what it would send, of the last message or of a sample", async () => {
    await deploy({});
    const ask = async (settings: object, id = "alert") => {
      const body = JSON.stringify({ id, settings });
      const headers = { "Content-Type": "application/json" };
      return (await rig.nodeRed.admin("/coincall/alert/text", { method: "POST", headers, body })).json();
    };
    assert.deepEqual(await ask({ level: "100" }), {
      text: "BTCUSD is above 100: 100.1",
      clear: "BTCUSD is no longer above 100: 99.9",
      isSample: true,
      problems: [],
    });
    const filled = await ask({ condition: "outside", level: "1", level2: "3", text: "{{payload.price}}" });
    assert.deepEqual([filled.text, filled.clear], ["3.003", "2"]);
    price(50, { topic: "ETHUSD" });
    await judged();
    assert.deepEqual(
      await ask({ condition: "below", level: "70", text: "{{payload.price}}/{{alert.level}}" }),
      {
        text: "50/70",
        clear: "50/70",
        isSample: false,
        problems: [],
      },
    );
    const wrong = {
      condition: "rises",
      level: "x",
      window: "0",
      text: "{{",
      timeZone: "Nowhere",
      quietFrom: "1",
      quietTo: "2:00",
    };
    assert.deepEqual((await ask(wrong)).problems.toSorted(), [
      "level",
      "quietFrom",
      "text",
      "timeZone",
      "window",
    ]);
    assert.deepEqual((await ask({ level: "1", property: "payload.volume" })).problems, ["value"]);
    assert.equal((await ask({ condition: "nonsense", window: [] }, "no such")).isSample, true);
    assert.equal((await ask({ text: "x".repeat(70_000) })).reason, "requestTooLong");
  });

  it("takes no longer form that comes without saying how long it is", async () => {
    await deploy({});
    const form = JSON.stringify({ id: "alert", settings: { text: "x".repeat(70_000) } });
    const answer = await rig.nodeRed.admin("/coincall/alert/text", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: new Blob([form]).stream(),
      duplex: "half",
    } as RequestInit);
    assert.equal((await answer.json()).reason, "requestTooLong");
  });

  it("says once of what is no number, a topic in the status, and counts it", async () => {
    await deploy({ property: "payload" });
    const send = (payload: unknown) => rig.nodeRed.send("alert", { topic: "heat", payload });
    for (const payload of ["hot", "warm", undefined, null, ""]) send(payload);
    const error = await rig.nodeRed.nextError("alert");
    assert.deepEqual([error.code, error.message.startsWith("heat: “hot”")], ["COINCALL_INPUT", true]);
    await rig.nodeRed.nextStatus("alert", ({ text }) => text === "heat: “hot” is no number");
    assert.equal((await judged())[0]?.unreadable, 2);
    send("101.50");
    assert.equal((await next()).payload, "heat is above 100: 101.50");
    assert.equal(rig.nodeRed.catches.length, 1);
  });

  const BROKEN: readonly [Properties, RegExp][] = [
    [{ level: "" }, /^level is missing/],
    [{ level: "many" }, /^level is “many”/],
    [{ condition: "outside", level2: "x" }, /^level2 is “x”/],
    [{ condition: "rises", window: 0 }, /^window is “0”, but must be a number above 0/],
    [{ condition: "falls", level: "-5" }, /^level is “-5”, but must be a number above 0/],
    [{ condition: "nonsense" }, /^condition is “nonsense”/],
    [{ property: "payload..price" }, /^property is “payload..price”/],
    [{ for: -1 }, /^for is “-1”/],
  ];
  for (const [properties, message] of BROKEN) {
    it(`says what is wrong: ${message.source}`, async () => {
      await deploy(properties);
      const error = await rig.nodeRed.nextError("alert");
      assert.equal(error.code, "COINCALL_CONFIG");
      assert.match(error.message, message);
      const status = await rig.nodeRed.nextStatus("alert");
      assert.deepEqual([status.fill, status.shape, status.text], ["red", "dot", error.message]);
      prices(101, 102);
      assert.equal(rig.nodeRed.catches.length, 1);
    });
  }

  const FLAWED: readonly [Properties, RegExp][] = [
    [{ quietFrom: "25:00", quietTo: "07:00" }, /^quietFrom is “25:00”/],
    [{ quietFrom: "07:00", quietTo: "07:00" }, /07:00: there are none/],
    [{ quietFrom: "22:00", quietTo: "07:00", timeZone: "Mars" }, /time zone “Mars”/],
  ];
  for (const [properties, message] of FLAWED) {
    it(`goes on without quiet hours where they are wrong: ${message.source}`, async () => {
      await deploy(properties);
      const error = await rig.nodeRed.nextError("alert");
      assert.equal(error.code, "COINCALL_CONFIG");
      assert.match(error.message, message);
      price(101);
      assert.equal((await next()).alert.value, 101);
    });
  }

  it("keeps five thousand topics, and says so", async () => {
    await deploy({});
    const flood = Array.from({ length: 5_010 }, (_, index) => index);
    for (const index of flood) price(1, { topic: `topic ${index}` });
    const error = await rig.nodeRed.nextError("alert");
    assert.match(error.message, /5000 topics|5,000 topics/);
    const standing = await judged();
    assert.deepEqual([standing.length, standing[0]?.topic], [5_000, "topic 10"]);
    price(1, { topic: "x".repeat(501) });
    assert.match((await rig.nodeRed.nextError("alert")).message, /500 characters/);
  });
});
