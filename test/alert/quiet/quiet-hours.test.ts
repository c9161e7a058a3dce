import assert from "node:assert/strict";
import { parseTimeOfDay, quietHours } from "../../../src/alert/quiet/quiet-hours";
import { zoneClock } from "../../../src/alert/quiet/zone-clock";

const HOUR = 3_600_000;

function quiet(from: string, to: string, zone: string) {
  const clock = zoneClock(zone);
  assert.ok(clock);
  return quietHours(parseTimeOfDay(from) ?? -1, parseTimeOfDay(to) ?? -1, clock);
}

/** The stretches of quiet hours between two moments, looked for minute by minute. */
function stretches(from: string, to: string, zone: string, start: string, hours: number): string[] {
  const hush = quiet(from, to, zone);
  const found: string[] = [];
  let wasQuiet = false;
  const first = Date.parse(start);
  for (let moment = first; moment <= first + hours * HOUR; moment += 60_000) {
    const end = hush.endAt(moment);
    if ((end !== undefined) !== wasQuiet) found.push(new Date(moment).toISOString().slice(5, 16));
    wasQuiet = end !== undefined;
    if (end !== undefined)
      assert.ok(end > moment && hush.endAt(end) === undefined && hush.endAt(end - 1) === end);
  }
  return found;
}

describe("Quiet hours", () => {
  it("are within a day, or over midnight, in the zone's own time", () => {
    assert.deepEqual(stretches("12:00", "13:30", "UTC", "2026-06-01T00:00Z", 24), [
      "06-01T12:00",
      "06-01T13:30",
    ]);
    assert.deepEqual(stretches("22:00", "07:00", "Asia/Kolkata", "2026-06-01T08:00Z", 24), [
      "06-01T16:30",
      "06-02T01:30",
    ]);
  });

  it("are an hour shorter in a night of which an hour is left out", () => {
    assert.deepEqual(stretches("23:00", "07:00", "Europe/Berlin", "2026-03-28T12:00Z", 24), [
      "03-28T22:00",
      "03-29T05:00",
    ]);
  });

  it("are an hour longer in a night that has an hour twice", () => {
    assert.deepEqual(stretches("23:00", "07:00", "America/New_York", "2026-10-31T18:00Z", 24), [
      "11-01T03:00",
      "11-01T12:00",
    ]);
  });

  it("end and begin where the clock is put forward over the time at which they would", () => {
    assert.deepEqual(stretches("22:00", "02:30", "Europe/Berlin", "2026-03-28T12:00Z", 24), [
      "03-28T21:00",
      "03-29T01:00",
    ]);
    assert.deepEqual(stretches("02:30", "05:00", "Europe/Berlin", "2026-03-28T23:00Z", 12), [
      "03-29T01:00",
      "03-29T03:00",
    ]);
  });

  it("end and begin at the first of two times that read the same", () => {
    assert.deepEqual(stretches("22:00", "02:30", "Europe/Berlin", "2026-10-24T12:00Z", 24), [
      "10-24T20:00",
      "10-25T00:30",
    ]);
    assert.deepEqual(stretches("02:30", "05:00", "Europe/Berlin", "2026-10-24T22:00Z", 12), [
      "10-25T00:30",
      "10-25T04:00",
    ]);
  });

  it("are right where a clock is moved by half an hour, at midnight, or is behind UTC", () => {
    assert.deepEqual(stretches("01:00", "03:00", "Australia/Lord_Howe", "2026-10-03T12:00Z", 6), [
      "10-03T14:30",
      "10-03T16:00",
    ]);
    assert.deepEqual(stretches("00:00", "06:00", "America/Santiago", "2026-09-05T20:00Z", 24), [
      "09-06T04:00",
      "09-06T09:00",
    ]);
    assert.deepEqual(stretches("21:00", "23:00", "Pacific/Honolulu", "2026-06-01T00:00Z", 12), [
      "06-01T07:00",
      "06-01T09:00",
    ]);
  });

  it("are the same whenever a moment is asked about", () => {
    const hush = quiet("22:00", "07:00", "UTC");
    const night = Date.parse("2026-06-01T23:00Z");
    const end = Date.parse("2026-06-02T07:00Z");
    for (const [moment, expected] of [
      [night, end],
      [night + 12 * HOUR, undefined],
      [night, end],
      [night - 48 * HOUR, end - 48 * HOUR],
      [night - 2 * HOUR, undefined],
    ] as const) {
      assert.equal(hush.endAt(moment), expected);
    }
  });

  it("are written as times of a day", () => {
    assert.deepEqual(["00:00", "7:05", " 23:59 "].map(parseTimeOfDay), [0, 425, 1439]);
    for (const text of ["", "24:00", "12:60", "12", "12:5", "noon", "-1:00"]) {
      assert.equal(parseTimeOfDay(text), undefined);
    }
  });

  it("know the machine's zone, and none that nobody has", () => {
    assert.ok(zoneClock(""));
    assert.equal(zoneClock("Mars/Olympus"), undefined);
  });
});
