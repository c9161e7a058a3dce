import assert from "node:assert/strict";
import { type Figures, joined } from "../../../src/history/made/figures";
import type { Wire } from "../../../src/protocol/text/numbers";

function figures(
  open: Figures["open"],
  high: Figures["high"],
  low: Figures["low"],
  close: Figures["close"],
  v: Wire,
): Figures {
  return { open, high, low, close, v };
}

describe("Figures of two candles in a row", () => {
  for (const [name, earlier, later, both] of [
    ["that rise", figures(1, 3, 1, 2, 1), figures(2, 5, 2, 4, 2), figures(1, 5, 1, 4, "3")],
    ["that fall", figures(5, 6, 4, 4, 1), figures(4, 4, 1, 2, 2), figures(5, 6, 1, 2, "3")],
    [
      "in exact decimals",
      figures("1.10", "1.10", "1.10", "1.10", "0.1"),
      figures("1.1", "9.00", "1.1", "9.00", "0.2"),
      figures("1.10", "9.00", "1.10", "9.00", "0.3"),
    ],
    [
      "of large and small volumes",
      figures(1, 1, 1, 1, "12345678901234567890.5"),
      figures(1, 1, 1, 1, 1e-7),
      figures(1, 1, 1, 1, "12345678901234567890.5000001"),
    ],
    [
      "of which one has no volume",
      figures(1, 1, 1, 1, null),
      figures(1, 1, 1, 1, " 2.50 "),
      figures(1, 1, 1, 1, "2.50"),
    ],
    [
      "of which none has a volume",
      figures(1, 1, 1, 1, ""),
      figures(1, 1, 1, 1, " "),
      figures(1, 1, 1, 1, null),
    ],
    [
      "of which one is less than nothing",
      figures(1, 1, 1, 1, "-1.5"),
      figures(1, 1, 1, 1, 2),
      figures(1, 1, 1, 1, "0.5"),
    ],
  ] as const) {
    it(`are those of one, ${name}`, () => {
      assert.deepEqual(joined(earlier, later), both);
    });
  }
});
