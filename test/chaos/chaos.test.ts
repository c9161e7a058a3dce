import assert from "node:assert/strict";
import { FAULTS } from "../../chaos/faults";
import { Stage } from "../../chaos/stage";

/** One of each kind, those that take a second or two; `npm run chaos` plays them all. */
const QUICK = [
  "close with 1006: hung up",
  "close with 1008, and words",
  "TCP reset",
  "half-open, in both directions",
  "heartbeat refused (rc 0)",
  "503 Service Unavailable",
  "403 Forbidden, deployed again",
  "acknowledgement failed: one unknown symbol in a batch",
  "garbage: wrong types in every field",
  "garbage: a frame of more than 1 MB",
  "key, secret and signed URL repeated, in every spelling",
  "hostile: invented strikes",
  "exchange's clock 10 minutes behind",
  "clock 10 minutes off, signatures checked",
  "an option expires: live",
  "candles missed in a cut: REST is down: 503",
  "deploy storm: modified flows",
  "stop while connecting",
];

describe("The feed survives", function () {
  this.timeout(30_000);
  let stage: Stage;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());

  for (const name of QUICK) {
    it(name, async () => {
      const fault = FAULTS.find((candidate) => candidate.name === name);
      assert.ok(fault, "there is such a fault");
      assert.equal((await stage.play(fault, true)).shortfall, undefined);
    });
  }
});
