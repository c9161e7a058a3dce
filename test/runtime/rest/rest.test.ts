import assert from "node:assert/strict";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Budget } from "../../../src/runtime/rest/budget";
import { Rest } from "../../../src/runtime/rest/rest";

/** ms; long enough for a connection over loopback. */
const DEADLINE = 100;
/** ms; so often that nobody could call it silence. */
const TRICKLE = 10;

describe("A call of the exchange", () => {
  let server: Server;
  let rest: Rest;
  let answer: (response: ServerResponse) => void;
  const timers: NodeJS.Timeout[] = [];

  beforeEach(async () => {
    server = createServer((_request, response) => answer(response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    rest = restOf(new Budget());
  });
  afterEach(async () => {
    for (const timer of timers.splice(0)) clearInterval(timer);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function restOf(budget: Budget): Rest {
    return new Rest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, undefined, budget);
  }

  it("gives the data of the answer", async () => {
    answer = (response) => response.end('{"code":0,"data":{"serverTime":1}}');
    assert.deepEqual(await rest.get("/time"), { serverTime: 1 });
  });

  const SLOW: Readonly<Record<string, (response: ServerResponse) => void>> = {
    "says nothing": () => {},
    "says a byte now and then": (response) => {
      timers.push(setInterval(() => response.write(" "), TRICKLE));
    },
  };

  for (const [name, slow] of Object.entries(SLOW)) {
    it(`is given up at its deadline when the exchange ${name}`, async () => {
      answer = slow;
      await assert.rejects(rest.get("/time", DEADLINE), {
        reason: "askTimeout",
        values: { seconds: DEADLINE / 1000 },
      });
    });
  }

  it("is cut off when the answer is no success, and not read on", async () => {
    const cut = new Promise<void>((resolve) => {
      answer = (response) => {
        response.on("close", resolve);
        response.writeHead(503);
        timers.push(setInterval(() => response.write(" "), TRICKLE));
      };
    });
    await assert.rejects(rest.get("/time"), { reason: "askStatus", values: { status: 503 } });
    await cut;
  });

  it("is cut off when the answer is longer than any honest one, whatever the size of its pieces", async () => {
    const cut = new Promise<void>((resolve) => {
      answer = (response) => {
        response.on("close", resolve);
        const goOn = () => {
          while (!response.destroyed && response.write("1")) response.write(" ".repeat(10_000));
        };
        response.on("drain", goOn);
        goOn();
      };
    });
    await assert.rejects(rest.get("/time"), { reason: "askUnreadable" });
    await cut;
  });

  it("waits for its turn in the budget, and is not sent when too many wait", async () => {
    let calls = 0;
    answer = (response) => {
      calls += 1;
      response.end('{"code":0,"data":1}');
    };
    const budget = new Budget();
    const [first, second] = [restOf(budget), restOf(budget)];
    for (let call = 0; call < 5; call += 1) {
      await first.get("/time");
      await second.get("/time");
    }
    // A wait is not measured here: somebody else has all the turns that there are.
    while (budget.turn(performance.now()) !== undefined);
    await assert.rejects(second.get("/time"), { reason: "askBusy" });
    assert.equal(calls, 10);
  });
});
