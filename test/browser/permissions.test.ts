import assert from "node:assert/strict";
import { connection, type NodeRed, startNodeRed, tab } from "../embedded/harness";

/** Of `password`, by bcrypt. */
const HASH = "$2b$04$YLD1UgWrocuqes5tv09WNeveo7I/MNJSVfp.0wwuaOll.IDjRhYCK";

const INSTRUMENTS = "/coincall/instruments?connection=connection&endpoint=futures";
const TRIAL = "/coincall/connection/test";

describe("The admin API behind a login", function () {
  this.timeout(20_000);
  let nodeRed: NodeRed;

  before(async () => {
    const users = [
      { username: "owner", password: HASH, permissions: "*" },
      { username: "reader", password: HASH, permissions: "read" },
    ];
    const settings = { adminAuth: { type: "credentials", users } };
    nodeRed = await startNodeRed({ version: "4.1", flows: [tab(), connection()], settings });
  });
  after(() => nodeRed.stop());

  it("tells a stranger nothing", async () => {
    assert.equal((await nodeRed.admin(INSTRUMENTS)).status, 401);
    assert.equal((await trial({})).status, 401);
  });

  it("lets a reader search, but not try a connection", async () => {
    const headers = await login("reader", "read");
    const answer = await nodeRed.admin(INSTRUMENTS, { headers });
    assert.equal(answer.status, 200);
    assert.deepEqual(
      ((await answer.json()) as { symbol: string }[]).map(({ symbol }) => symbol),
      ["BTCUSD", "ETHUSD"],
    );
    assert.equal((await trial(headers)).status, 401);
  });

  it("lets an owner try a connection", async () => {
    const answer = await trial(await login("owner", "*"));
    assert.equal(((await answer.json()) as { ok: boolean }).ok, true);
  });

  async function login(username: string, scope: string): Promise<Record<string, string>> {
    const form = {
      client_id: "node-red-admin",
      grant_type: "password",
      scope,
      username,
      password: "password",
    };
    const answer = await nodeRed.admin("/auth/token", { method: "POST", body: new URLSearchParams(form) });
    const { access_token } = (await answer.json()) as { access_token: string };
    return { Authorization: `Bearer ${access_token}` };
  }

  function trial(headers: Record<string, string>): Promise<Response> {
    const body = JSON.stringify({ connection: "connection", environment: "simulator" });
    return nodeRed.admin(TRIAL, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/json" },
      body,
    });
  }
});
