import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connectionTo, describeOnEach, type FlowNode, output, ROOT, saved, useRig } from "../harness";

const EXAMPLE = "examples/02 Alerts/11 The feed is down.json";
/** What the tests take for the patience of a minute, ms. */
const MINUTE = 2_000;
/** Of it, ms: the link has held for less than it takes to be back. */
const MOMENT = 10;
/** ms without a price that are too many. */
const MOMENTS = 300;
/** ms; longer than a link ever waits for its next attempt. */
const RETRY = 40_000;

interface Report {
  readonly endpoint: string;
  readonly state: string;
}

const example: FlowNode[] = JSON.parse(readFileSync(join(ROOT, EXAMPLE), "utf8"));

function named(name: string): FlowNode {
  const found = example.find((part) => part.name === name);
  assert.ok(found, `${EXAMPLE} has a node “${name}”`);
  return found;
}

/** What stands in the place of a debug node reports under its name. */
function reporterFor(name: string): FlowNode {
  const { id, z } = named(name);
  return { ...output(name, String(z)), id };
}

/** The example as it is imported, but for its minutes, where its connection leads, and who gets what it says. */
function quickly(connection: FlowNode, silence = RETRY): FlowNode[] {
  const down = named("down, or back");
  const silent = named("silent for a minute");
  assert.deepEqual([down.downFor, silent.window], [60, 60]);
  const z = String(down.z);
  const replaced: FlowNode[] = [
    { ...down, downFor: MINUTE / 1000 },
    { ...silent, window: silence / 1000 },
    ...["alert", "all clear", "why"].map(reporterFor),
    connection,
  ];
  const everyChange = { ...down, id: "changes", notify: "changes", wires: [["every report"]] };
  return [
    ...example.map((part) => replaced.find(({ id }) => id === part.id) ?? part),
    everyChange,
    output("every report", z),
  ];
}

describeOnEach("The example of a feed that is down", function (version) {
  this.timeout(60_000);
  const rig = useRig({ version });
  let flow: FlowNode[];

  const next = async (name: string, patience: { timeout?: number } = {}) =>
    (await rig.nodeRed.nextMessage<string>(undefined, { output: name, ...patience })).payload;
  const nextReport = (state: string) => {
    const fits = ({ payload }: { payload: Report }) =>
      payload.endpoint === "futures" && payload.state === state;
    return rig.nodeRed.nextMessage<Report>(fits, { output: "every report" });
  };
  const reasons = () => rig.nodeRed.messages<string>("why").map(({ payload }) => payload);

  /** And a little more, in which one that were to come would be here. */
  const aMinutePasses = () => new Promise((resolve) => setTimeout(resolve, MINUTE + 500));

  async function start(silence?: number): Promise<void> {
    const { id } = example.find(({ type }) => type === "coincall-connection") ?? {};
    flow = quickly(connectionTo(rig.exchange, { id }), silence);
    await rig.nodeRed.deploy(flow);
    await nextReport("open");
  }

  function goDown(): void {
    rig.exchange.refuseWith(503, { "Retry-After": "1" });
    rig.exchange.drop();
  }

  it("needs no function", () => {
    assert.deepEqual(
      example.filter(({ type }) => type === "function"),
      [],
    );
  });

  it("says why once when a market has been down for a minute, and once when it is back", async () => {
    await start();
    goDown();
    const down = "Coincall futures: down for 2 s. The exchange answered with HTTP 503";
    assert.ok((await next("why")).startsWith(down));
    await aMinutePasses();
    assert.equal(reasons().length, 1, "though it is still down");
    rig.exchange.refuseWith(undefined);
    assert.equal(await next("why"), "Coincall futures: back again.");
    await aMinutePasses();
    assert.equal(reasons().length, 2);
  });

  it("says why once when the exchange drops every connection as soon as it is open", async () => {
    await start();
    const dropping = setInterval(() => rig.exchange.drop(), MOMENT);
    try {
      assert.match(await next("why"), /^Coincall futures: down for 2 s\. /);
      await aMinutePasses();
      assert.equal(reasons().length, 1);
    } finally {
      clearInterval(dropping);
    }
    assert.equal(await next("why", { timeout: RETRY }), "Coincall futures: back again.");
  });

  it("is silent about a market that is back within the minute, time and again", async () => {
    await start();
    for (let outage = 0; outage < 2; outage += 1) {
      rig.exchange.drop();
      await nextReport("waiting");
      await nextReport("open");
      await aMinutePasses();
    }
    assert.deepEqual(reasons(), []);
  });

  it("is silent at the start and after each kind of deploy", async () => {
    await start();
    for (const kind of ["full", "flows", "nodes"] as const) {
      const named = saved(flow).map((part) =>
        part.type === "coincall-status" ? { ...part, name: kind } : part,
      );
      await rig.nodeRed.deploy(named, kind);
      await aMinutePasses();
    }
    assert.deepEqual(reasons(), []);
  });

  it("keeps an outage in mind over a deploy", async () => {
    await start();
    goDown();
    await next("why");
    await rig.nodeRed.deploy(saved(flow));
    await aMinutePasses();
    assert.deepEqual(reasons().slice(1), []);
    rig.exchange.refuseWith(undefined);
    assert.equal(await next("why"), "Coincall futures: back again.");
  });

  it("alerts when a price falls silent while the line holds, and is all clear when it is back", async () => {
    await start(MOMENTS);
    const push = () => rig.exchange.push("futures", { c: 20, dt: 30, d: { s: "BTCUSD", pr: 1, ts: 1 } });
    push();
    assert.match(await next("alert"), /^BTCUSD: /);
    push();
    assert.match(await next("all clear"), /^BTCUSD: /);
    assert.deepEqual([reasons(), rig.nodeRed.messages("alert").length], [[], 1]);
  });
});
