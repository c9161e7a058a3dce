import assert from "node:assert/strict";
import { nextMoment } from "../../src/alert/telling/next-moment";
import { plays, START, WAITS } from "./alerting";

const own = (second: number) => ({ at: 1_500_000_000_000 + second * 1000 });

describe("Time", () => {
  it("is that of the messages for what has to hold, wherever their clock stands", () => {
    plays({ for: 10 }, [
      [0, 101, "", own(0)],
      [1, 101, "", own(9.9)],
      [1.05, 101, "alert", own(10)],
    ]);
    plays({ for: 10 }, [
      [0, 101, "", own(0)],
      [1, 101, "", own(6)],
      [20, WAITS, "alert at 5"],
    ]);
  });

  it("does not judge a value that was overtaken by a newer one", () => {
    plays({}, [
      [0, 99, "", own(10)],
      [1, 101, "", own(9)],
      [2, 101, "alert", own(10)],
      [3, 99, "", own(9.5)],
    ]);
  });

  it("goes on from a clock of messages that was put back, as if what waits began then", () => {
    plays({ for: 10 }, [
      [0, 101, "", own(1000)],
      [1, 101, "", own(500)],
      [9, 101, "", own(509)],
      [10, 101, "alert", own(510)],
    ]);
    plays({ condition: "rises", levels: [10] }, [
      [0, 100, "", own(1000)],
      [1, 115, "", own(500)],
      [2, 125, "alert", own(501)],
    ]);
  });

  it("goes on from this machine's clock when it is put back", () => {
    plays({ for: 10 }, [
      [100, 101, ""],
      [98, 101, ""],
      [107, 101, ""],
      [111, 101, "alert at 110"],
    ]);
    plays({ for: 10 }, [
      [10_000, 101, ""],
      [0, 101, ""],
      [12, WAITS, "alert at 10"],
    ]);
    plays({ for: 10 }, [
      [10_000, 101, ""],
      [0, WAITS, ""],
      [12, WAITS, "alert at 10"],
    ]);
    plays({ condition: "silent", window: 10 }, [
      [10_000, 101, ""],
      [0, WAITS, ""],
      [12, WAITS, "alert at 10"],
    ]);
  });

  it("begins the cooldown anew when the clock is put back, and ends it when the clock is put forward", () => {
    plays({ cooldown: 60 }, [
      [10_000, 101, "alert"],
      [10_001, 99, "clear"],
      [0, 101, ""],
      [59, 101, ""],
      [70, WAITS, "alert at 60"],
      [71, 99, "clear"],
      [9000, 101, "alert"],
    ]);
  });

  it("waits no longer than the cooldown where the clock is put back while something has to hold first", () => {
    plays({ for: 5, cooldown: 60 }, [
      [10_000, 101, ""],
      [10_005, WAITS, "alert at 10005"],
      [10_006, 99, "clear"],
      [0, 101, ""],
      [70, WAITS, "alert at 60"],
    ]);
  });

  it("is looked at again after the cooldown at the latest, also when the clock was just put back", () => {
    const { rule, topic } = plays({ repeat: "while", cooldown: 60 }, [[10_000, 101, "alert"]]);
    assert.equal(nextMoment(rule, { ...topic, heard: START }, START), START + 60_000);
  });

  it("takes a time that is none for no time", () => {
    plays({ for: 10 }, [
      [0, 101, "", { at: Number.NaN }],
      [10, 101, "alert", { at: Number.POSITIVE_INFINITY }],
    ]);
  });

  it("tells times by the messages' clock", () => {
    const { told } = plays({}, [[0, 101, "alert", own(7)]]);
    assert.equal(told[0]?.verdict.since, own(7).at);
    assert.notEqual(told[0]?.verdict.since, START);
  });
});
