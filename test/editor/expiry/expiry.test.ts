import assert from "node:assert/strict";
import { daysUntil, exampleExpiry, fromDatePicker, toDatePicker } from "../../../src/editor/expiry/days";

describe("The expiry field", () => {
  it("suggests a Friday, one to two weeks from any day", () => {
    for (let day = 1; day <= 30; day++) {
      const now = Date.UTC(2026, 10, day, 13, 30);
      const days = daysUntil(exampleExpiry(now), now);
      assert.equal(new Date(exampleExpiry(now)).getUTCDay(), 5);
      assert.ok(days >= 7 && days < 14, `${days} days from day ${day}`);
    }
  });

  it("writes a day of the calendar as the exchange does", () => {
    assert.equal(fromDatePicker("2026-12-04"), "4DEC26");
    assert.equal(toDatePicker(Date.UTC(2026, 11, 4, 8)), "2026-12-04");
    assert.equal(fromDatePicker(""), "");
  });

  it("counts days of the calendar, whatever the time", () => {
    assert.equal(daysUntil(Date.UTC(2026, 11, 4, 8), Date.UTC(2026, 11, 3, 23, 59)), 1);
    assert.equal(daysUntil(Date.UTC(2026, 11, 4, 8), Date.UTC(2026, 11, 4, 0, 1)), 0);
    assert.equal(daysUntil(Date.UTC(2026, 11, 4, 8), Date.UTC(2026, 11, 5, 0, 1)), -1);
  });
});
