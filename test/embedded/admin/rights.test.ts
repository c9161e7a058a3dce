import assert from "node:assert/strict";
import { CONNECTION_PROPERTIES } from "../../../src/runtime/connection/settings";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { type Bystander, startBystander } from "../../support/bystander";
import {
  connectionTo,
  describeOnEach,
  flowOf,
  type Headers,
  KEY,
  LOGIN,
  LOGIN_OR_READ,
  logIn,
  type NodeRed,
  type Properties,
  SECRET,
  startNodeRed,
} from "../harness";

const UNTOUCHED = "__PWRD__";
const PRIVATE = "what only this process knows";
/** Node-RED's notation for an environment variable. */
const VARIABLE = ["$", "{", "PRIVATE", "}"].join("");

const STORED = { apiKey: UNTOUCHED, apiSecret: UNTOUCHED };

/** Holds credentials by the names of ours, and is none of ours. */
const STRANGER = {
  id: "stranger",
  type: "tab",
  env: [
    { name: "apiKey", type: "cred" },
    { name: "apiSecret", type: "cred" },
  ],
  credentials: { apiKey: KEY, apiSecret: SECRET },
};

describeOnEach("Behind a login,", function (version) {
  this.timeout(30_000);
  let nodeRed: NodeRed;
  let exchange: Simulator;
  let elsewhere: Bystander;
  const headers: Record<"admin" | "trier" | "reader" | "anybody", Headers> = {
    admin: {},
    trier: {},
    reader: {},
    anybody: {},
  };

  before(async () => {
    exchange = await startSimulator({ key: KEY, secret: SECRET });
    elsewhere = await startBystander();
    nodeRed = await startNodeRed({ version, settings: { adminAuth: LOGIN_OR_READ }, env: { PRIVATE } });
    for (const user of ["admin", "trier", "reader"] as const) headers[user] = await logIn(nodeRed, user);
    await nodeRed.deploy([...flowOf(connectionTo(exchange)), STRANGER], "full", headers.admin);
  });
  after(async () => {
    await nodeRed.stop();
    await elsewhere.close();
    await exchange.close();
  });
  afterEach(() => assert.deepEqual(elsewhere.heard, []));

  function instruments(by: keyof typeof headers, query: Readonly<Record<string, string>>): Promise<Response> {
    const question = new URLSearchParams({ endpoint: "futures", ...query });
    return nodeRed.admin(`/coincall/instruments?${question}`, { headers: headers[by] });
  }

  function choice(by: keyof typeof headers, query: Readonly<Record<string, string>>): Promise<Response> {
    const question = new URLSearchParams({ symbol: "BTCUSD-W-ATM-C", ...query });
    return nodeRed.admin(`/coincall/choice?${question}`, { headers: headers[by] });
  }

  function prices(by: keyof typeof headers, query: Readonly<Record<string, string>>): Promise<Response> {
    return nodeRed.admin(`/coincall/prices?${new URLSearchParams(query)}`, { headers: headers[by] });
  }

  /** The trial of the deployed connection, as its untouched form asks for it, but for some properties. */
  function trial(by: keyof typeof headers, properties: Properties = {}): Promise<Response> {
    const form = { connection: "connection", environment: "custom", url: exchange.url, ...STORED };
    return nodeRed.admin("/coincall/connection/test", {
      method: "POST",
      headers: { ...headers[by], "Content-Type": "application/json" },
      body: JSON.stringify({ ...form, ...properties }),
    });
  }

  for (const user of ["admin", "trier", "reader", "anybody"] as const) {
    it(`${user} may search the market of a deployed connection, also in the words of its form`, async () => {
      const form = { environment: "custom", url: exchange.url, insecure: "false", tls: "" };
      for (const query of [{ connection: "connection" }, { connection: "connection", ...form }]) {
        const answer = await instruments(user, query);
        assert.equal(answer.status, 200);
        const listed = (await answer.json()) as { symbol: string }[];
        assert.deepEqual(
          listed.map(({ symbol }) => symbol),
          ["BTCUSD", "ETHUSD", "SOLUSD", "HYPEUSD"],
        );
      }
    });

    it(`${user} is told what a rolling name is on the market of a deployed connection`, async () => {
      const answer = await choice(user, { connection: "connection", follow: "money", rollBefore: "0" });
      assert.equal(answer.status, 200);
      assert.match(((await answer.json()) as { symbol: string }).symbol, /^BTCUSD-\w+-\d+-C$/);
    });

    it(`${user} is told the prices of the market of a deployed connection`, async () => {
      const answer = await prices(user, { connection: "connection" });
      assert.equal(answer.status, 200);
      assert.equal(((await answer.json()) as { underlying: string }[])[0]?.underlying, "BTCUSD");
    });
  }

  for (const user of ["trier", "reader", "anybody"] as const) {
    it(`${user} is told nothing of a connection that is not deployed so, and nobody is called`, async () => {
      const address = { environment: "custom", url: elsewhere.url };
      for (const query of [
        {},
        { connection: "nowhere" },
        { connection: "stranger" },
        { environment: "simulator" },
        address,
        { connection: "connection", url: elsewhere.url },
        { connection: "connection", environment: "live" },
        { connection: "connection", tls: "tls" },
        { connection: "connection", insecure: "true" },
      ]) {
        assert.equal((await instruments(user, query)).status, 401, JSON.stringify(query));
        assert.equal((await choice(user, query)).status, 401, JSON.stringify(query));
        assert.equal((await prices(user, query)).status, 401, JSON.stringify(query));
      }
    });

    it(`${user} is told no variable, whatever is asked for by its name`, async () => {
      for (const property of Object.keys(CONNECTION_PROPERTIES)) {
        for (const connection of ["", "connection"]) {
          for (const ask of [instruments, choice, prices]) {
            const answer = await ask(user, { connection, [property]: VARIABLE });
            assert.equal(answer.status, 401);
            assert.ok(!(await answer.text()).includes(PRIVATE));
          }
        }
      }
    });

    it(`${user} may not try a connection`, async () => {
      for (const form of [{}, { url: elsewhere.url }, { environment: "simulator" }]) {
        assert.equal((await trial(user, form)).status, 401);
      }
    });
  }

  it("who may deploy is told the name of a variable that doesn't fit, and not its value", async () => {
    for (const property of ["environment", "protocol", "heartbeatInterval", "insecure"]) {
      const answer = await instruments("admin", { connection: "connection", [property]: VARIABLE });
      assert.equal(answer.status, 400);
      const { reason, values } = (await answer.json()) as { reason: string; values: Properties };
      assert.match(reason, /^not/);
      assert.equal(values.property, property);
      assert.equal(values.value, VARIABLE);
    }
  });

  it("who may deploy tries a connection with the stored key where it is deployed", async () => {
    const { ok, reason } = (await (await trial("admin")).json()) as { ok: boolean; reason: string };
    assert.deepEqual({ ok, reason }, { ok: true, reason: "connected" });
  });

  const OTHER_WAYS: Readonly<Record<string, () => Properties>> = {
    "to another address": () => ({ url: elsewhere.url }),
    "to another exchange": () => ({ environment: "beta" }),
    "with other TLS settings": () => ({ tls: "tls" }),
    "where it may be read on the way": () => ({ insecure: true }),
    "of another node": () => ({ connection: "stranger", url: elsewhere.url }),
    "of no node": () => ({ connection: "nowhere", url: elsewhere.url }),
  };

  for (const [way, form] of Object.entries(OTHER_WAYS)) {
    it(`the stored key never goes ${way}: it is asked for again`, async () => {
      const tls = { id: "tls", type: "tls-config", cert: "", key: "", ca: "", verifyservercert: true };
      await nodeRed.deploy([...flowOf(connectionTo(exchange)), STRANGER, tls], "full", headers.admin);
      const answer = await trial("admin", form());
      assert.equal(answer.status, 400);
      assert.deepEqual(await answer.json(), { code: "COINCALL_CONFIG", reason: "keyAgain", values: {} });
    });
  }

  it("a key that is typed goes where the form leads", async () => {
    const other = await startSimulator({ key: "typed", secret: "too" });
    const answer = await trial("admin", { url: other.url, apiKey: "typed", apiSecret: "too" });
    assert.equal(((await answer.json()) as { ok: boolean }).ok, true);
    await other.close();
  });
});

describe("Behind a login that nobody passes without a name", function () {
  this.timeout(30_000);

  it("a stranger is told nothing", async () => {
    const nodeRed = await startNodeRed({ version: "4.1", settings: { adminAuth: LOGIN } });
    const trial = { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" };
    assert.equal((await nodeRed.admin("/coincall/instruments?connection=connection")).status, 401);
    assert.equal((await nodeRed.admin("/coincall/choice?connection=connection")).status, 401);
    assert.equal((await nodeRed.admin("/coincall/prices?connection=connection")).status, 401);
    assert.equal((await nodeRed.admin("/coincall/last?node=balance")).status, 401);
    assert.equal((await nodeRed.admin("/coincall/connection/test", trial)).status, 401);
    await nodeRed.stop();
  });
});
