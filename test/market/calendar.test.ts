import assert from "node:assert/strict";
import { dayNumber, isOfClass } from "../../src/market/calendar";
import { at, day } from "./market";

const CLASSES = ["week", "month", "quarter"] as const;

describe("The calendar of expiries", () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    "26NOV26": [],
    "27NOV26": ["week", "month"],
    "28NOV26": [],
    "4DEC26": ["week"],
    "18DEC26": ["week"],
    "25DEC26": ["week", "month", "quarter"],
    "31DEC26": [],
    "1JAN27": ["week"],
    "29JAN27": ["week", "month"],
    "26MAR27": ["week", "month", "quarter"],
    "25JUN27": ["week", "month", "quarter"],
    "24SEP27": ["week", "month", "quarter"],
    "29OCT27": ["week", "month"],
    "25FEB28": ["week", "month"],
    "29FEB28": [],
  };
  for (const [name, classes] of Object.entries(cases)) {
    it(`takes ${name} for the end of ${classes.join(", ") || "nothing"}`, () => {
      assert.deepEqual(
        CLASSES.filter((each) => isOfClass(day(name), each)),
        classes,
      );
    });
  }

  it("has twelve months and four quarters in a year, and as many weeks as it has Fridays", () => {
    const year = Array.from({ length: 365 }, (_, days) => day("1JAN27") + days * 86_400_000);
    const counts = CLASSES.map((name) => year.filter((expiry) => isOfClass(expiry, name)).length);
    assert.deepEqual(counts, [53, 12, 4]);
  });

  it("counts days by UTC dates, whatever the hour", () => {
    assert.equal(dayNumber(at("2026-11-24T00:00:00")) - dayNumber(at("2026-11-23T23:59:59.999")), 1);
    assert.equal(dayNumber(at("2026-11-23T23:59:59.999")), dayNumber(at("2026-11-23T00:00:00")));
  });
});
