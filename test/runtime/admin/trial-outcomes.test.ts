import assert from "node:assert/strict";
import { tryConnection, type Verdict } from "../../../src/runtime/admin/trial";
import { checkConnection, restBaseBeside } from "../../../src/runtime/connection/settings";
import { Budget } from "../../../src/runtime/rest/budget";
import { Rest } from "../../../src/runtime/rest/rest";
import { KEY, SECRET } from "../../embedded/harness/live";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { startProxy } from "../../support/tunnels";

const MINUTE = 60_000;

describe("The trial of a connection, by the exchange's clock and words", () => {
  let exchange: StubExchange;

  beforeEach(async () => {
    exchange = await startStubExchange();
  });
  afterEach(() => exchange.close());

  /** @param environment `custom` for an address that is the user's */
  function tried(environment: "live" | "custom" = "custom", base = exchange.url): Promise<Verdict> {
    const { properties } = checkConnection({ environment, url: base });
    const credentials = { apiKey: KEY, apiSecret: SECRET };
    return tryConnection({
      base,
      properties,
      credentials,
      tls: undefined,
      rest: new Rest(restBaseBeside(exchange.url), undefined, new Budget()),
    });
  }

  it("succeeds", async () => {
    exchange.clock = Date.now;
    const { ok, reason } = await tried();
    assert.deepEqual([ok, reason], [true, "connected"]);
  });

  it("succeeds as the connection will where this machine's clock is off, and names the difference", async () => {
    exchange.clock = () => Date.now() + 10 * MINUTE;
    const { ok, reason, values } = await tried();
    assert.deepEqual([ok, reason, values.seconds], [true, "connectedClockOff", 600]);
  });

  it("names the difference where the key is refused all the same", async () => {
    exchange.clock = () => Date.now() - 10 * MINUTE;
    exchange.refuseWith(403);
    const { ok, reason, values } = await tried();
    assert.deepEqual([ok, reason, values], [false, "clockOff", { seconds: 600 }]);
  });

  it("tells the exchange's words, without our secrets", async () => {
    exchange.clock = Date.now;
    exchange.refuseWith(403, {}, `{"code":10008,"msg":"${KEY} may not come from here"}`);
    const { ok, reason, values } = await tried("live");
    assert.deepEqual([ok, reason], [false, "refusedBecause"]);
    assert.deepEqual(values, { status: 403, words: "••• may not come from here" });
  });

  it("tells no words of an address that is the user's: they can be anybody's", async () => {
    exchange.clock = Date.now;
    exchange.refuseWith(403, {}, "the intranet's own business");
    assert.deepEqual(await tried(), { ok: false, reason: "refused", values: { status: 403 } });
    exchange.refuseWith(503, {}, "the intranet's own business");
    assert.deepEqual(await tried(), { ok: false, reason: "noExchange", values: {} });
  });

  for (const [status, environment, told] of [
    [407, "live", "proxyPassword"],
    [407, "custom", "proxyPassword"],
    [502, "live", "proxyRefused"],
    // What a proxy finds behind it is what stands there.
    [502, "custom", "noExchange"],
  ] as const) {
    it(`says ${told} when a proxy answers ${status} on the way to a ${environment} address`, async () => {
      assert.equal(await triedThroughProxy(status, environment), told);
    });
  }

  async function triedThroughProxy(status: number, environment: "live" | "custom"): Promise<string> {
    const proxy = await startProxy();
    proxy.refuseWith = status;
    const { http_proxy, no_proxy } = process.env;
    try {
      Object.assign(process.env, { http_proxy: `http://127.0.0.1:${proxy.port}`, no_proxy: "" });
      const { ok, reason, values } = await tried(environment);
      const named = { proxy: `127.0.0.1:${proxy.port}`, status };
      assert.deepEqual([ok, values], [false, reason === "noExchange" ? {} : named]);
      return reason;
    } finally {
      restore({ http_proxy, no_proxy });
      await proxy.close();
    }
  }
});

function restore(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
