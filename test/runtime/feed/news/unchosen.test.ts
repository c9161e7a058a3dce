import assert from "node:assert/strict";
import type { ChoiceReason } from "../../../../src/market/rolling/problem";
import { unchosenOf } from "../../../../src/runtime/feed/news/unchosen";
import { inEnglish } from "../../../../src/runtime/texts";

describe("One error of rolling names for which there is nothing to choose", () => {
  const unchosen = (name: string, reason: ChoiceReason, values = {}) => ({
    name,
    problem: { reason, values },
  });

  it("has the reason of the only one", () => {
    const values = { underlying: "BTCUSD", expiry: "W+9" };
    const error = unchosenOf([unchosen("BTCUSD-W+9-ATM-C", "rollingExpiryUnlisted", values)]);
    assert.equal(error.code, "COINCALL_CONFIG");
    assert.equal(inEnglish(error).message, "No options on BTCUSD with the expiry W+9 are listed now.");
  });

  it("names several, ten of them at most", () => {
    const names = Array.from({ length: 12 }, (_, index) =>
      unchosen(`BTCUSD-W+${index}-ATM-C`, "rollingExpiryUnlisted"),
    );
    assert.match(
      inEnglish(unchosenOf(names)).message,
      /^There is nothing to choose now for 12 rolling names: BTCUSD-W\+0-ATM-C, .*W\+9-ATM-C, … \(\+2\)\.$/,
    );
  });

  it("is the link's where nothing is known yet, and the flow's where it asks for what is not listed", () => {
    const codeOf = (...reasons: ChoiceReason[]) =>
      unchosenOf(reasons.map((reason) => unchosen("BTCUSD-W-ATM-C", reason))).code;
    assert.equal(codeOf("rollingListMissing"), "COINCALL_LINK");
    assert.equal(codeOf("rollingForwardMissing", "rollingDeltaMissing"), "COINCALL_LINK");
    assert.equal(codeOf("rollingStrikeTooFar"), "COINCALL_CONFIG");
    assert.equal(codeOf("rollingListMissing", "rollingUnderlyingUnlisted"), "COINCALL_CONFIG");
  });
});
