import assert from "node:assert/strict";
import { parseExpiry } from "../../../src/protocol/symbols/expiry";

const DAY = Date.UTC(2026, 11, 27, 8);

describe("an expiry", () => {
  it("is 08:00 UTC of a day, however the day is written", () => {
    for (const written of [
      "27DEC26",
      "27dec26",
      " 27Dec26 ",
      "2026-12-27",
      "2026-12-27T00:00:00Z",
      "2026-12-27T23:59:59.999Z",
      "2026-12-27T08:00:00+00:00",
      String(DAY),
      DAY,
      DAY + 1,
      Date.UTC(2026, 11, 27),
    ]) {
      assert.equal(parseExpiry(written), DAY, String(written));
    }
  });

  it("is the same day wherever the computer stands", () => {
    const zone = process.env.TZ;
    try {
      for (const far of ["Asia/Tokyo", "America/Los_Angeles"]) {
        process.env.TZ = far;
        for (const written of [
          "2026-12-27",
          "2026-12-27T08:00",
          "2026-12-27 00:00:00",
          "2026-12-27T23:59:59.9",
        ]) {
          assert.equal(parseExpiry(written), DAY, `${written} in ${far}`);
        }
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it("has a day of one digit or two", () => {
    assert.equal(parseExpiry("6FEB23"), Date.UTC(2023, 1, 6, 8));
    assert.equal(parseExpiry("06FEB23"), Date.UTC(2023, 1, 6, 8));
  });

  it("is none for a day that no calendar has", () => {
    for (const written of [
      "31FEB26",
      "29FEB27",
      "0DEC26",
      "2026-02-31",
      "2027-02-29",
      "2026-13-01",
      "2026-00-10",
    ]) {
      assert.equal(parseExpiry(written), undefined, written);
    }
  });

  it("is none for anything else", () => {
    for (const written of [
      "",
      " ",
      "tomorrow",
      "27DEC",
      "DEC26",
      "27122026",
      "2026/12/27",
      "1e12",
      "-1",
      0,
      -1,
      Number.NaN,
    ]) {
      assert.equal(parseExpiry(written), undefined, String(written));
    }
  });
});
