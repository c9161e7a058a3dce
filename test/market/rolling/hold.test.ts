import assert from "node:assert/strict";
import type { Listing } from "../../../src/market/listing";
import type { ChainQuoteRow, Quotes } from "../../../src/market/quotes";
import type { Following } from "../../../src/market/rolling/rule";
import { at, listed, quotes, range } from "../market";
import { Follower, ruleOf } from "./choosing";

const START = at("2026-11-23T12:00");
const LISTING = listed({ "27NOV26": range(70_000, 90_000, 1000) });
const LATER = listed({ "27NOV26": [...range(70_000, 90_000, 1000), 80_500] });

type Look = readonly [second: number, sees: number | Quotes, chosen: string, listing?: Listing];

/** What is chosen of BTCUSD-27NOV26 as the forward moves from second to second. */
function plays(strike: string, looks: readonly Look[], following: Partial<Following> = {}): void {
  const follower = new Follower(ruleOf(`BTCUSD-W-${strike}`, following));
  const seen = looks.map(([second, sees, , listing = LISTING]) => {
    const chain = typeof sees === "number" ? quotes([money(sees)]) : sees;
    return [
      second,
      follower.look({ listing, quotes: chain, now: START + second * 1000 }).replace("BTCUSD-27NOV26-", ""),
    ];
  });
  assert.deepEqual(
    seen,
    looks.map(([second, , chosen]) => [second, chosen]),
  );
}

function money(forward: number): ChainQuoteRow {
  return { strike: 80_000, right: "call", underlyingPrice: forward };
}

/** Deltas of calls at 80,000, 81,000 and so on. */
function calls(...deltas: readonly number[]): Quotes {
  return quotes(
    deltas.map((delta, index) => ({ strike: 80_000 + index * 1000, right: "call" as const, delta })),
  );
}

const NOTHING: Quotes = () => undefined;

describe("Another strike at the money is taken", () => {
  it("once the forward has been past the middle by more than a tenth for as long as it is to hold", () => {
    plays("ATM-C", [
      [0, 80_200, "80000-C"],
      [1, 80_601, "80000-C"],
      [10, 80_601, "80000-C"],
      [11, 80_601, "81000-C"],
    ]);
  });

  it("not while it is past the middle by a tenth or less, and back by the same rule", () => {
    plays("ATM-C", [
      [0, 80_200, "80000-C"],
      [1, 80_600, "80000-C"],
      [100, 80_600, "80000-C"],
      [101, 80_600.5, "80000-C"],
      [111, 80_600.5, "81000-C"],
      [112, 80_400, "81000-C"],
      [200, 80_400, "81000-C"],
      [201, 80_399, "81000-C"],
      [211, 80_399, "80000-C"],
    ]);
  });

  it("never while the forward only trembles around the middle", () => {
    const trembling = range(1, 100, 1).map(
      (second): Look => [second, second % 2 ? 80_590 : 80_410, "80000-C"],
    );
    plays("ATM-C", [[0, 80_200, "80000-C"], ...trembling]);
  });

  it("not if the forward comes back in between: the time begins anew", () => {
    plays("ATM-C", [
      [0, 80_200, "80000-C"],
      [1, 80_700, "80000-C"],
      [10, 80_500, "80000-C"],
      [11, 80_700, "80000-C"],
      [20, 80_700, "80000-C"],
      [21, 80_700, "81000-C"],
    ]);
  });

  it("nor if it goes from one side to the other", () => {
    plays("ATM-C", [
      [0, 80_000, "80000-C"],
      [1, 80_700, "80000-C"],
      [9, 79_300, "80000-C"],
      [18, 79_300, "80000-C"],
      [19, 79_300, "79000-C"],
    ]);
  });

  it("which is the one that the forward has been past the middle of all the time, as it goes farther", () => {
    plays("ATM-C", [
      [0, 80_000, "80000-C"],
      [1, 80_700, "80000-C"],
      [6, 81_700, "80000-C"],
      [11, 83_000, "81000-C"],
      [12, 83_000, "81000-C"],
      [20, 83_000, "81000-C"],
      // Since the last change there is one look at 83,000: 12, so that the time is up at 22.
      [22, 83_000, "83000-C"],
    ]);
  });

  it("at once over several strikes, after a jump that lasts", () => {
    plays("ATM-P", [
      [0, 80_000, "80000-P"],
      [1, 74_100, "80000-P"],
      [11, 74_100, "74000-P"],
    ]);
  });

  it("and then no other for as long again", () => {
    plays("ATM-C", [
      [0, 80_000, "80000-C"],
      [1, 81_000, "80000-C"],
      [11, 81_000, "81000-C"],
      [12, 82_000, "81000-C"],
      [21, 82_000, "81000-C"],
      [22, 82_000, "82000-C"],
    ]);
  });

  it("at once where nothing is to be held", () => {
    plays(
      "ATM-C",
      [
        [0, 80_000, "80000-C"],
        [1, 80_600, "80000-C"],
        [2, 80_601, "81000-C"],
        [3, 83_000, "83000-C"],
      ],
      { hold: 0 },
    );
  });

  it("n steps away, when the money itself changes", () => {
    plays("ATM+2-C", [
      [0, 80_000, "82000-C"],
      [1, 80_601, "82000-C"],
      [11, 80_601, "83000-C"],
    ]);
    plays("ATM-2-P", [
      [0, 80_000, "78000-P"],
      [1, 80_600, "78000-P"],
      [99, 80_600, "78000-P"],
    ]);
  });

  it("not on the word of a moment in which nothing was seen", () => {
    plays("ATM-C", [
      [0, 80_000, "80000-C"],
      [1, 80_700, "80000-C"],
      [5, NOTHING, "80000-C"],
      [11, 80_700, "80000-C"],
      [21, 80_700, "81000-C"],
    ]);
  });

  it("of which the farther one waits from the moment of the nearer one, whether or not anything moves", () => {
    plays("ATM-C", [
      [0, 80_000, "80000-C"],
      [1, 80_700, "80000-C"],
      [5, 81_900, "80000-C"],
      [11, 81_900, "81000-C"],
      [20, 81_900, "81000-C"],
      [21, 81_900, "82000-C"],
    ]);
  });

  it("although the clock was put back meanwhile", () => {
    plays("ATM-C", [
      [7200, 80_000, "80000-C"],
      [7201, 80_700, "80000-C"],
      [0, 80_700, "80000-C"],
      [10, 80_700, "81000-C"],
    ]);
  });
});

describe("Where strikes are unevenly apart", () => {
  const listing = listed({ "27NOV26": [80_000, 81_000, 90_000] });

  it("a strike between is taken where the farther one is not clearly nearer yet", () => {
    // 85,700 is nearest to 90,000, but not past 85,000 by a tenth of 10,000; of 80,000 and 81,000 it is.
    plays("ATM-C", [
      [0, 80_000, "80000-C", listing],
      [1, 85_700, "80000-C", listing],
      [11, 85_700, "81000-C", listing],
      // The middle between 81,000 and 90,000 is 85,500, and a tenth of their distance 900.
      [12, 86_400, "81000-C", listing],
      [30, 86_400, "81000-C", listing],
      [31, 86_401, "81000-C", listing],
      [41, 86_401, "90000-C", listing],
    ]);
  });
});

describe("A share of the forward", () => {
  it("moves by the share of the forward, not by the forward", () => {
    // 105 % of 80,000 is 84,000; 84,600 is 105 % of 80,571.43.
    plays("105%-C", [
      [0, 80_000, "84000-C"],
      [1, 80_571, "84000-C"],
      [99, 80_571, "84000-C"],
      [100, 80_572, "84000-C"],
      [110, 80_572, "85000-C"],
    ]);
  });

  it("is none once it has been past the ladder for as long, and is there again as soon as it is on it", () => {
    // The ladder ends at 90,000: 91,000 would be nearer from 90,500 on, and clearly so from 90,600 on.
    plays("100%-C", [
      [0, 90_000, "90000-C"],
      [1, 90_600, "90000-C"],
      [50, 90_601, "90000-C"],
      [59, 90_601, "90000-C"],
      [60, 90_601, "rollingStrikeTooFar"],
      [61, 90_501, "rollingStrikeTooFar"],
      [62, 90_400, "90000-C"],
    ]);
  });
});

describe("Steps that leave the ladder", () => {
  it("are none once the money has been there for as long", () => {
    plays("ATM+2-C", [
      [0, 88_000, "90000-C"],
      [1, 88_601, "90000-C"],
      [10, 88_601, "90000-C"],
      [11, 88_601, "rollingStrikeTooFar"],
      [12, 88_501, "rollingStrikeTooFar"],
      [13, 88_500, "90000-C"],
    ]);
  });

  it("are the last ones on it, as long as the money was past it only for a part of the time", () => {
    plays("ATM+2-C", [
      [0, 87_000, "89000-C"],
      [1, 87_700, "89000-C"],
      [9, 88_700, "89000-C"],
      [11, 88_700, "90000-C"],
      [12, 88_700, "90000-C"],
      [22, 88_700, "rollingStrikeTooFar"],
    ]);
  });
});

describe("Another delta is taken", () => {
  it("once it has been nearer by more than 0.01 for as long as it is to hold", () => {
    plays("25D-C", [
      [0, calls(0.4, 0.25, 0.1), "81000-C"],
      // 0.06 and 0.05 away.
      [1, calls(0.45, 0.31, 0.2), "81000-C"],
      [99, calls(0.45, 0.31, 0.2), "81000-C"],
      // 0.062 and 0.05 away.
      [100, calls(0.45, 0.312, 0.2), "81000-C"],
      [110, calls(0.45, 0.312, 0.2), "82000-C"],
    ]);
  });

  it("not while it only trembles around the same distance", () => {
    const trembling = range(1, 60, 1).map((second): Look => {
      const shift = second % 2 ? 0.004 : -0.004;
      return [second, calls(0.45 + shift, 0.3 + shift, 0.2 + shift, 0.1), "82000-C"];
    });
    plays("25D-C", [[0, calls(0.45, 0.3, 0.21, 0.1), "82000-C"], ...trembling]);
  });

  it("not while the delta of the one that is held is not told", () => {
    const hidden = quotes([
      { strike: 80_000, right: "call", delta: 0.26 },
      { strike: 82_000, right: "call", delta: 0.01 },
    ]);
    plays("25D-C", [
      [0, calls(0.4, 0.25, 0.1), "81000-C"],
      [1, hidden, "81000-C"],
      [99, hidden, "81000-C"],
    ]);
  });

  it("or none, once the ladder has ended before it for as long", () => {
    const ladder = listed({ "27NOV26": [80_000, 81_000, 82_000] });
    // One strike more would have 0.1 less than the last. At 0.349 and 0.249 these are 0.054 and 0.046 away, at 0.351
    // and 0.251 they are 0.056 and 0.044 away.
    plays("29.5D-C", [
      [0, calls(0.5, 0.4, 0.3), "82000-C", ladder],
      [1, calls(0.55, 0.449, 0.349), "82000-C", ladder],
      [99, calls(0.55, 0.449, 0.349), "82000-C", ladder],
      [100, calls(0.56, 0.451, 0.351), "82000-C", ladder],
      [110, calls(0.56, 0.451, 0.351), "rollingStrikeTooFar", ladder],
    ]);
  });
});

describe("What is newly listed", () => {
  it("is taken by the same rule", () => {
    plays("ATM-C", [
      [0, 80_200, "80000-C"],
      // The middle between 80,000 and 80,500 is 80,250, and a tenth of their distance 50.
      [1, 80_300, "80000-C", LATER],
      [50, 80_300, "80000-C", LATER],
      [51, 80_301, "80000-C", LATER],
      [61, 80_301, "80500-C", LATER],
    ]);
  });

  it("between the money and the steps from it is taken after as long", () => {
    plays("ATM+1-C", [
      [0, 80_000, "81000-C"],
      [1, 80_000, "81000-C", LATER],
      [10, 80_000, "81000-C", LATER],
      [11, 80_000, "80500-C", LATER],
    ]);
  });

  it("is not waited for where the list lost the strike that was held", () => {
    plays("ATM-C", [
      [0, 80_500.1, "81000-C"],
      [1, 80_500.1, "80500-C", listed({ "27NOV26": [80_000, 80_500, 81_500] })],
    ]);
    plays("ATM+1-C", [
      [0, 80_000, "81000-C"],
      [1, 80_000, "82000-C", listed({ "27NOV26": [79_000, 80_000, 82_000] })],
    ]);
  });
});

describe("A strike that is chosen once an expiry", () => {
  it("stays, whatever the market does", () => {
    plays(
      "ATM-C",
      [
        [0, 80_000, "80000-C"],
        [1, 90_000, "80000-C"],
        [4000, 90_000, "80000-C"],
        [4001, NOTHING, "80000-C"],
      ],
      { follow: "expiry" },
    );
    plays(
      "25D-C",
      [
        [0, calls(0.4, 0.25, 0.1), "81000-C"],
        [1, calls(0.9, 0.8, 0.25), "81000-C"],
        [4000, calls(0.9, 0.8, 0.25), "81000-C"],
      ],
      { follow: "expiry" },
    );
  });
});
