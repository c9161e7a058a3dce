import assert from "node:assert/strict";
import { Session, type SessionEvents } from "../../../src/link/socket/session";
import type { CoincallError } from "../../../src/protocol/error";
import { targetOf } from "../../../src/runtime/connection/target";
import { Budget } from "../../../src/runtime/rest/budget";
import { Rest } from "../../../src/runtime/rest/rest";
import { until } from "../../link/harness";
import { startProxy, type TestProxy } from "../../support/tunnels";

const TIMING = { connectDeadline: 15_000, heartbeatInterval: 10_000, heartbeatTimeout: 10_000 };
const VARIABLES = ["http_proxy", "https_proxy", "no_proxy"] as const;

describe("A proxy in the way", () => {
  const before = VARIABLES.map((name) => [name, process.env[name]] as const);
  let proxy: TestProxy;

  beforeEach(async () => {
    proxy = await startProxy();
    proxy.hangs = true;
    const address = `http://127.0.0.1:${proxy.port}`;
    Object.assign(process.env, { http_proxy: address, https_proxy: address, no_proxy: "" });
  });
  afterEach(async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await proxy.close();
  });

  function attempt(base: string, events: Partial<SessionEvents> = {}, connectDeadline = 15_000): Session {
    const nothing = { opened() {}, received() {}, receivedGarbage() {}, ended() {} };
    const target = targetOf(`${base}/options`, base, undefined);
    return new Session(target, { ...TIMING, connectDeadline }, "", { ...nothing, ...events });
  }

  for (const scheme of ["ws", "wss"]) {
    it(`is left alone when a connection over ${scheme} is closed`, async () => {
      const session = attempt(`${scheme}://exchange.invalid`);
      await until(() => proxy.requests.length === 1);
      session.close();
      await until(() => proxy.open() === 0);
    });

    it(`is left alone when a connection over ${scheme} is given up`, async () => {
      let reason = "";
      attempt(`${scheme}://exchange.invalid`, { ended: ({ error }) => (reason = error.reason) }, 500);
      await until(() => reason !== "" && proxy.open() === 0);
      assert.equal(reason, "connectDeadline");
      assert.equal(proxy.requests.length, 1);
    });
  }

  for (const [status, reason] of [
    [407, "proxyPassword"],
    [502, "proxyRefused"],
  ] as const) {
    for (const scheme of ["ws", "wss"]) {
      it(`is named with its answer when it answers ${status} for ${scheme}`, async () => {
        proxy.hangs = false;
        proxy.refuseWith = status;
        let told: CoincallError | undefined;
        attempt(`${scheme}://exchange.invalid`, { ended: ({ error }) => (told = error) });
        await until(() => told !== undefined);
        assert.deepEqual([told?.code, told?.reason], ["COINCALL_LINK", reason]);
        assert.deepEqual(told?.values, { proxy: `127.0.0.1:${proxy.port}`, status });
      });
    }
  }

  it("is named, and its password is not, when nobody is there", async () => {
    const { port } = proxy;
    await proxy.close();
    Object.assign(process.env, { http_proxy: `http://someone:password@127.0.0.1:${port}` });
    let told: CoincallError | undefined;
    attempt("ws://exchange.invalid", { ended: ({ error }) => (told = error) });
    await until(() => told !== undefined);
    assert.equal(told?.reason, "proxyUnreachable");
    assert.deepEqual(told?.values, { proxy: `127.0.0.1:${port}`, cause: "ECONNREFUSED" });
  });

  it("is left alone when a call of the exchange is given up", async () => {
    await assert.rejects(new Rest("http://exchange.invalid", undefined, new Budget()).get("/time", 100), {
      reason: "askTimeout",
    });
    assert.equal(proxy.requests.length, 1);
    await until(() => proxy.open() === 0);
  });
});
