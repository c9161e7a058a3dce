import assert from "node:assert/strict";
import { CoincallError } from "../../../src/protocol/error";
import { chainOf } from "../../../src/runtime/rest/chains";
import { askFailure, networkFailure, refusedCall, withoutDetails } from "../../../src/runtime/rest/failures";
import { pricesOf } from "../../../src/runtime/rest/prices";

function told(error: unknown): unknown {
  assert.ok(error instanceof CoincallError);
  return [error.reason, error.values];
}

function failed(code: string, message = "of somebody's library"): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}

describe("Why an exchange could not be asked", () => {
  it("is told by the system's code, and no library's words", () => {
    assert.deepEqual(told(networkFailure(failed("ENOTFOUND"), undefined)), [
      "askUnreachable",
      { cause: "ENOTFOUND" },
    ]);
    assert.deepEqual(told(networkFailure(failed("DEPTH_ZERO_SELF_SIGNED_CERT"), undefined)), [
      "askUntrusted",
      { cause: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    ]);
    assert.deepEqual(told(networkFailure(new Error("no code"), undefined)), [
      "askUnreachable",
      { cause: "unknown" },
    ]);
  });

  it("is told of prices and chains that are none", async () => {
    const calls = { get: async () => "no list" };
    await assert.rejects(pricesOf(calls), { reason: "askUnreadable" });
    await assert.rejects(chainOf("BTCUSD", 0, calls), { reason: "askUnreadable" });
  });

  it("names a proxy that is in the way", () => {
    assert.deepEqual(told(networkFailure(failed("ECONNREFUSED"), "proxy:3128")), [
      "proxyUnreachable",
      { proxy: "proxy:3128", cause: "ECONNREFUSED" },
    ]);
  });

  it("is told in the exchange's number and words, cut and without control characters", () => {
    assert.deepEqual(told(refusedCall(10553, "")), ["askError", { number: "10553" }]);
    assert.deepEqual(told(refusedCall(10000, "too many\u0007 requests")), [
      "askErrorBecause",
      { number: "10000", words: "too many requests" },
    ]);
    const { values } = refusedCall("1".repeat(100), "a".repeat(10_000));
    assert.ok(String(values.number).length <= 16 && String(values.words).length <= 500);
  });

  it("is the same for whatever there is, or is not, at an address of one's own", () => {
    const seen = [
      askFailure("askUnreachable", { cause: "ECONNREFUSED" }),
      askFailure("askStatus", { status: 404 }),
      askFailure("askTimeout", { seconds: 10 }),
      askFailure("askUnreadable"),
      refusedCall(1, "words of anybody"),
      new Error("of a library"),
    ];
    for (const error of seen) assert.deepEqual(told(withoutDetails(error)), ["askNobody", {}]);
  });

  it("is told there too where it is on this side", () => {
    for (const error of [
      askFailure("askBusy"),
      askFailure("proxyUnreachable"),
      new CoincallError("COINCALL_CONFIG", "urlInvalid"),
    ])
      assert.equal(withoutDetails(error), error);
  });
});
