import assert from "node:assert/strict";
import { Link } from "../../../src/link/socket/link";
import { Places } from "../../../src/link/socket/places";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { pass, resumeTime, settled, stopTime, TIMING, until } from "../harness";

describe("Two links of which the exchange lets only one be open", () => {
  let exchange: StubExchange;
  const links: Link[] = [];

  beforeEach(async () => {
    exchange = await startStubExchange();
    stopTime();
  });
  afterEach(async () => {
    for (const link of links.splice(0)) link.stop();
    await settled();
    resumeTime();
    await exchange.close();
  });

  /** @returns the reasons of its losses */
  function started(places: Places, name: string): string[] {
    const reasons: string[] = [];
    const link = new Link({
      timing: TIMING,
      heartbeat: '{"c":11}',
      place: places.place(name),
      target: async () => ({ url: `${exchange.url}/options`, options: {} }),
      events: {
        changed: (state) => {
          if (state.name === "waiting") reasons.push(state.error.reason);
        },
        received: () => {},
        receivedGarbage: () => {},
      },
    });
    links.push(link);
    link.start();
    return reasons;
  }

  it("say so from the third time on that one takes the other's place", async () => {
    exchange.onlyOne = "connected elsewhere";
    const places = new Places();
    const one = started(places, "key");
    await until(() => exchange.open() === 1);
    const other = started(places, "key");
    for (let second = 0; one.length < 4 && second < 300; second += 1) await pass(1_000);
    for (const reasons of [one, other]) {
      assert.deepEqual(reasons.slice(0, 3), ["linkClosedBecause", "linkClosedBecause", "placeTaken"]);
    }
  });

  it("say nothing of it where they have different keys, or the exchange closes one by itself", async () => {
    const places = new Places();
    const one = started(places, "key");
    await until(() => exchange.open() === 1);
    const other = started(places, "another key");
    await until(() => exchange.open() === 2);
    for (let time = 0; time < 5; time += 1) {
      await pass(10_000);
      exchange.drop(1001);
      await until(() => one.length > time && other.length > time);
      await pass(31_000);
      await until(() => exchange.open() === 2);
    }
    assert.deepEqual([...new Set([...one, ...other])], ["linkClosed"]);
  });
});
