import assert from "node:assert/strict";
import { mock } from "node:test";
import { Link, type LinkOptions, type LinkState } from "../../../src/link/socket/link";
import { CoincallError } from "../../../src/protocol/error";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { pass, resumeTime, setClock, settled, sleep, stopTime, TIMING, until } from "../harness";

describe("a link", () => {
  let exchange: StubExchange;
  const links: Link[] = [];

  beforeEach(async () => {
    exchange = await startStubExchange();
    stopTime();
    // The longest wait that the jitter can make of a backoff.
    mock.method(Math, "random", () => 1);
  });

  afterEach(async () => {
    for (const link of links.splice(0)) link.stop();
    await settled();
    resumeTime();
    await exchange.close();
  });

  function linkTo(options: Partial<LinkOptions> = {}) {
    const states: LinkState[] = [];
    const texts: string[] = [];
    const link = new Link({
      timing: TIMING,
      heartbeat: '{"c":11}',
      target: async () => ({ url: `${exchange.url}/options?ts=${Date.now()}`, options: {} }),
      events: {
        changed: (state) => states.push(state),
        received: (text) => texts.push(text.toString()),
        receivedGarbage: () => {},
      },
      ...options,
    });
    links.push(link);
    return { link, states, texts, names: () => states.map(({ name }) => name) };
  }

  async function opened(options: Partial<LinkOptions> = {}) {
    const linked = linkTo(options);
    linked.link.start();
    await until(() => linked.link.state.name === "open");
    return linked;
  }

  /** ms until the next attempt. */
  function wait(link: Link): number {
    const { state } = link;
    assert.ok(state.name === "waiting" || state.name === "refused", state.name);
    return state.retryAt - performance.now();
  }

  it("does nothing until it is started, and is started once", async () => {
    const { link, names } = linkTo();
    await pass(60_000);
    assert.equal(exchange.upgrades.length, 0);
    link.start();
    link.start();
    await until(() => link.state.name === "open");
    link.start();
    await settled();
    assert.equal(exchange.accepted(), 1);
    assert.deepEqual(names(), ["connecting", "open"]);
  });

  it("comes back by itself after it was lost, within half a second, with an address made anew", async () => {
    const { link, names } = await opened();
    await pass(1_000);
    exchange.drop(1001);
    await until(() => link.state.name === "waiting");
    assert.equal(wait(link), 500);
    await pass(500);
    await until(() => link.state.name === "open");
    assert.deepEqual(names(), ["connecting", "open", "waiting", "connecting", "open"]);
    const [first, second] = exchange.upgrades;
    assert.notEqual(first?.path, second?.path);
  });

  it("waits longer from attempt to attempt, up to half a minute, and counts them", async () => {
    exchange.refuseWith(500);
    const { link } = linkTo();
    link.start();
    for (const [before, longest] of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].entries()) {
      await until(() => link.state.name === "waiting");
      assert.ok(link.state.name === "waiting");
      assert.equal(link.state.attempt, before + 1);
      assert.equal(wait(link), longest);
      await pass(longest);
    }
  });

  it("is patient with an exchange that takes a connection only to drop it", async () => {
    const { link } = await opened();
    const waits: number[] = [];
    for (let flap = 0; flap < 4; flap += 1) {
      await pass(100);
      exchange.drop();
      await until(() => link.state.name === "waiting");
      waits.push(wait(link));
      await pass(wait(link));
      await until(() => link.state.name === "open");
    }
    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000]);
    await pass(30_000);
    exchange.drop();
    await until(() => link.state.name === "waiting");
    assert.equal(wait(link), 500, "it had held for 30 s");
  });

  for (const status of [401, 403]) {
    it(`is refused by HTTP ${status}, and tries again after a minute`, async () => {
      exchange.refuseWith(status);
      const { link } = linkTo();
      link.start();
      await until(() => link.state.name === "refused");
      assert.ok(link.state.name === "refused");
      assert.equal(link.state.error.code, "COINCALL_REFUSED");
      assert.equal(wait(link), 60_000);
      exchange.refuseWith(undefined);
      await pass(59_999);
      assert.equal(exchange.accepted(), 0);
      await pass(1);
      await until(() => link.state.name === "open");
    });
  }

  for (const status of [429, 503]) {
    it(`leaves the exchange alone for as long as it asks with HTTP ${status}`, async () => {
      exchange.refuseWith(status, { "Retry-After": "90" });
      const { link } = linkTo();
      link.start();
      await until(() => link.state.name === "waiting");
      assert.equal(wait(link), 90_000);
    });
  }

  it("tries again when its address could not be made, whatever the reason", async () => {
    let attempts = 0;
    const { link, states } = linkTo({
      target: async () => {
        attempts += 1;
        if (attempts === 1) throw new CoincallError("COINCALL_LINK", "targetUnusable");
        return { url: attempts === 2 ? "nonsense" : `${exchange.url}/options`, options: {} };
      },
    });
    link.start();
    await until(() => link.state.name === "waiting");
    await pass(500);
    await until(() => link.state.name === "waiting" && attempts === 2);
    await pass(1_000);
    await until(() => link.state.name === "open");
    const reasons = states.flatMap((state) => (state.name === "waiting" ? [state.error.reason] : []));
    assert.deepEqual(reasons, ["targetUnusable", "urlUnusable"]);
  });

  it("ignores an address that comes after it was stopped", async () => {
    let give: (target: { url: string; options: object }) => void = () => {};
    const { link, names } = linkTo({ target: () => new Promise((resolve) => (give = resolve)) });
    link.start();
    link.stop();
    give({ url: `${exchange.url}/options`, options: {} });
    await pass(60_000);
    assert.equal(exchange.upgrades.length, 0);
    assert.deepEqual(names(), ["connecting", "idle"]);
  });

  it("can be stopped in any state, for good, and started again", async () => {
    const reach: Record<string, (link: Link) => Promise<void>> = {
      connecting: async () => {},
      open: (link) => until(() => link.state.name === "open"),
      waiting: async (link) => {
        exchange.refuseWith(500);
        await until(() => link.state.name === "waiting");
      },
      refused: async (link) => {
        exchange.refuseWith(403);
        await until(() => link.state.name === "refused");
      },
    };
    for (const [name, reached] of Object.entries(reach)) {
      const { link } = linkTo();
      link.start();
      await reached(link);
      assert.equal(link.state.name, name);
      link.stop();
      assert.equal(link.state.name, "idle");
      exchange.refuseWith(undefined);
      const before = exchange.upgrades.length;
      await pass(120_000);
      assert.equal(link.state.name, "idle", name);
      assert.equal(exchange.upgrades.length, before, name);
      assert.equal(exchange.open(), 0, name);
      link.start();
      await until(() => link.state.name === "open");
      link.stop();
    }
  });

  it("hears nothing of a socket that it gave up", async () => {
    const { link, texts } = await opened();
    link.lose("heartbeatRefused");
    exchange.push("options", "late");
    await settled();
    assert.deepEqual(texts, []);
    assert.equal(link.state.name, "waiting");
    link.lose("heartbeatRefused");
    await pass(500);
    await until(() => link.state.name === "open");
    assert.equal(exchange.open(), 1);
  });

  for (const hours of [-1, 1]) {
    it(`keeps its appointments when somebody sets the clock ${hours} h`, async () => {
      exchange.refuseWith(403);
      const { link } = linkTo();
      link.start();
      await until(() => link.state.name === "refused");
      exchange.refuseWith(undefined);
      await pass(30_000);
      setClock(hours * 3_600_000);
      assert.equal(wait(link), 30_000);
      await pass(29_999);
      assert.equal(exchange.accepted(), 0);
      await pass(1);
      await until(() => link.state.name === "open");
    });
  }

  describe("after the machine slept", () => {
    it("asks at once whether it is still one", async () => {
      await opened();
      sleep(3_600_000);
      await pass(1_000);
      assert.equal(exchange.frames.length, 1);
    });

    it("waits no longer for its next attempt", async () => {
      exchange.refuseWith(403);
      const { link } = linkTo();
      link.start();
      await until(() => link.state.name === "refused");
      exchange.refuseWith(undefined);
      sleep(3_600_000);
      await pass(1_000);
      await until(() => link.state.name === "open");
      await pass(60_000);
      assert.equal(exchange.accepted(), 1);
    });
  });
});
