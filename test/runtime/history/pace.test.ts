import assert from "node:assert/strict";
import { CoincallError } from "../../../src/protocol/error";
import { FRESH, isHopeless, type Pace, paceAfter, receptionOf } from "../../../src/runtime/history/pace";
import { askFailure, refusedCall } from "../../../src/runtime/rest/failures";

describe("The pace of questions about the past", () => {
  const TOO_OFTEN: Readonly<Record<string, CoincallError>> = {
    "HTTP 429": askFailure("askStatus", { status: 429 }),
    "the error 10000": refusedCall(10000, "too many requests"),
    "the error 10605, as a text, without words": refusedCall("10605", null),
  };
  for (const [name, failure] of Object.entries(TOO_OFTEN)) {
    it(`pauses after ${name}`, () => {
      assert.equal(receptionOf(failure), "refused");
    });
  }

  it("tells an exchange that says no from one that says nothing", () => {
    const unanswered = [
      askFailure("askTimeout", { seconds: 10 }),
      askFailure("askUnreachable", { cause: "ECONNREFUSED" }),
      askFailure("askUnreadable"),
      askFailure("askStatus", { status: 500 }),
      new CoincallError("COINCALL_LINK", "simulatorFailed"),
    ];
    for (const failure of unanswered) assert.equal(receptionOf(failure), "unanswered");
    assert.equal(receptionOf(refusedCall(10574, "unknown instrument")), "answered");
  });

  it("pauses for 2 s, then for twice as long each time, up to 30 s, and anew after an answer", () => {
    let pace: Pace = FRESH;
    let now = 0;
    const pauses: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      pace = paceAfter(pace, "refused", now);
      pauses.push(pace.pausedUntil - now);
      now = pace.pausedUntil;
    }
    assert.deepEqual(pauses, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    assert.equal(paceAfter(paceAfter(pace, "answered", now), "refused", now).pausedUntil - now, 2_000);
  });

  it("pauses once for calls that were under way together, whatever became of the others", () => {
    const paused = paceAfter(FRESH, "refused", 0);
    assert.equal(paceAfter(paused, "answered", 100), paused);
    assert.equal(paceAfter(paused, "refused", 100), paused);
  });

  it("is given up after a minute of refusals, or ten calls in a row without an answer", () => {
    const often = (reception: "refused" | "unanswered", times: number) =>
      Array.from({ length: times }).reduce<Pace>(
        (pace) => paceAfter(pace, reception, Math.max(0, pace.pausedUntil)),
        FRESH,
      );
    assert.deepEqual([isHopeless(often("refused", 5)), isHopeless(often("refused", 6))], [false, true]);
    assert.deepEqual(
      [isHopeless(often("unanswered", 9)), isHopeless(often("unanswered", 10))],
      [false, true],
    );
    assert.equal(
      isHopeless(paceAfter(paceAfter(often("unanswered", 9), "answered", 0), "unanswered", 0)),
      false,
    );
  });
});
