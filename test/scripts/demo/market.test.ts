import assert from "node:assert/strict";
import { startOf } from "../../../scripts/demo/market.mjs";

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;
const FRIDAY = Date.UTC(2026, 10, 27, 8);

describe("The clock of the demo's market", () => {
  it("begins shortly before options end on a Friday, never behind the machine's", () => {
    for (let hour = 0; hour < 14 * 24; hour++) {
      const now = FRIDAY + (hour / 24) * DAY;
      const start = startOf(now);
      assert.ok(start >= now && start < now + 7 * DAY, new Date(now).toISOString());
      const end = new Date(start + 90 * SECOND);
      assert.equal(end.getUTCDay(), 5);
      assert.match(end.toISOString(), /T08:00:00\.000Z$/);
    }
  });

  it("takes the Friday after, where this one's end is too near", () => {
    assert.equal(startOf(FRIDAY - 90 * SECOND), FRIDAY - 90 * SECOND);
    assert.equal(startOf(FRIDAY - 89 * SECOND), FRIDAY + 7 * DAY - 90 * SECOND);
  });
});
