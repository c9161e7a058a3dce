import assert from "node:assert/strict";
import { type Item, itemsOf, nameOf, symbolsOf } from "../../../src/editor/symbols/folds";

const puts = (day: string, count: number) =>
  Array.from({ length: count }, (_, index) => `BTCUSD-${day}-${90_000 + 500 * index}-P`);
const shown = (items: readonly Item[]) =>
  items.map((item) => ("fold" in item ? `${item.fold.symbols.length} folded` : item.symbol));

const FEW = puts("4DEC26", 4);
const MANY = puts("11DEC26", 20);

describe("The chips of symbols", () => {
  it("are one each, as long as few of them are of one expiry", () => {
    const symbols = ["BTCUSD-W-ATM-C", ...FEW, "ETHUSD-4DEC26-3000-C", "NONSENSE"];
    assert.deepEqual(shown(itemsOf(symbols, new Set())), symbols);
  });

  it("are one for many of an expiry, where the first of them stands", () => {
    const symbols = [...FEW, ...MANY.slice(0, 10), "BTCUSD-W-ATM-C", ...MANY.slice(10)];
    assert.deepEqual(shown(itemsOf(symbols, new Set())), [...FEW, "20 folded", "BTCUSD-W-ATM-C"]);
  });

  it("follow the one that is unfolded, which stays", () => {
    const [fold] = itemsOf(MANY, new Set());
    assert.ok(fold && "fold" in fold);
    assert.deepEqual(shown(itemsOf(MANY, new Set([nameOf(fold.fold)]))), ["20 folded", ...MANY]);
  });

  it("are taken away with all that they stand for", () => {
    const [fold, other] = itemsOf([...MANY, "ETHUSD"], new Set());
    assert.deepEqual(fold && symbolsOf(fold), MANY);
    assert.deepEqual(other && symbolsOf(other), ["ETHUSD"]);
  });

  it("are told apart by underlying and expiry, and count calls and puts", () => {
    const calls = MANY.slice(0, 7).map((symbol) => symbol.replace(/P$/, "C"));
    const others = MANY.slice(0, 5).map((symbol) => symbol.replace("BTC", "ETH"));
    const folds = itemsOf([...MANY, ...calls, ...others], new Set()).map(
      (item) => "fold" in item && item.fold,
    );
    assert.deepEqual(
      folds.map((fold) => fold && [fold.underlying, fold.symbols.length, fold.puts]),
      [
        ["BTCUSD", 27, 20],
        ["ETHUSD", 5, 5],
      ],
    );
  });
});
