import assert from "node:assert/strict";
import { pauseBeforeList } from "../../../src/runtime/market/list-pace";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe("How soon the exchange is asked again what it lists", () => {
  it("is every ten minutes, and no two who ask begin together", () => {
    assert.equal(pauseBeforeList({ failures: 0, inVain: 0 }, 0), 10 * MINUTE);
    assert.equal(pauseBeforeList({ failures: 0, inVain: 0 }, 1), 15 * MINUTE);
  });

  it("is soon after an expiry, and less and less soon", () => {
    const pauses = [1, 2, 3, 4, 10, 100].map((inVain) => pauseBeforeList({ failures: 0, inVain }, 0));
    assert.deepEqual(pauses, [2_000, 3_000, 4_500, 6_750, 30_000, 30_000]);
  });

  it("is less and less soon while the exchange does not tell, whatever is awaited", () => {
    for (const inVain of [0, 1, 9]) {
      const pauses = [1, 2, 3, 100].map((failures) => pauseBeforeList({ failures, inVain }, 0));
      assert.deepEqual(pauses, [5_000, 7_500, 11_250, MINUTE]);
    }
  });
});
