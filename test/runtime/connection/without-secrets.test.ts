import assert from "node:assert/strict";
import { CoincallError } from "../../../src/protocol/error";
import { WithoutSecrets } from "../../../src/runtime/connection/without-secrets";

const KEY = "7Qx+demo/KEY0123456789=";

describe("What the exchange said is searched for secrets once", () => {
  it("of an error, however often it is shown", () => {
    const withoutSecrets = new WithoutSecrets([KEY]);
    let looks = 0;
    const values = {
      get reason() {
        looks += 1;
        return `no such key: ${KEY}`;
      },
    };
    const error = new CoincallError("COINCALL_REJECTED", "rejectedBecause", values);
    const shown = Array.from({ length: 60 }, () => withoutSecrets.error(error));
    assert.deepEqual(shown[0]?.values, { reason: "no such key: •••" });
    assert.deepEqual(new Set(shown).size, 1);
    assert.equal(looks, 1);
  });

  it("of a frame, however many messages are made of it", () => {
    const withoutSecrets = new WithoutSecrets([KEY]);
    let looks = 0;
    const frame = {
      get text() {
        looks += 1;
        return `{"key":"${KEY}"}`;
      },
    };
    for (let message = 0; message < 200; message += 1) {
      assert.equal(withoutSecrets.frame(frame), '{"key":"•••"}');
    }
    assert.equal(looks, 1);
  });
});
