import assert from "node:assert/strict";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
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
    rest = new Rest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    for (const timer of timers.splice(0)) clearInterval(timer);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

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
      await assert.rejects(rest.get("/time", DEADLINE), { message: "The exchange did not answer in time." });
    });
  }
});
