import assert from "node:assert/strict";
import {
  joinSimulator,
  leaveSimulator,
  settleSimulator,
} from "../../../src/runtime/connection/simulated-exchange";

const ELSEWHERE = "ws://127.0.0.1:9";

describe("The exchange of connections that are set to the simulator", () => {
  afterEach(() => {
    leaveSimulator();
    settleSimulator({});
  });

  it("is the one that Node-RED's settings name, on this machine", async () => {
    settleSimulator({ coincallSimulator: ELSEWHERE });
    assert.equal(await joinSimulator(), ELSEWHERE);
  });

  for (const coincallSimulator of [
    "ws://192.0.2.1:9",
    "ws://127.0.0.1.example.com:9",
    "ws://127.0.0.1:9/options",
    "wss://127.0.0.1:9",
    9,
    undefined,
  ]) {
    it(`is the one that is built in where they name ${coincallSimulator}`, async () => {
      settleSimulator({ coincallSimulator });
      const url = await joinSimulator();
      assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+$/);
      assert.notEqual(url, ELSEWHERE);
    });
  }
});
