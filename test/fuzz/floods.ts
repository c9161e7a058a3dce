import fc from "fast-check";
import { anyDelivery, type Delivery } from "./arbitraries";

/** Bytes; the longest frame that is taken in. */
const LARGEST = 2 ** 20;

/** Texts of which an exchange can send as many as it likes, by a number that is another one each time. */
const WORDS: readonly ((length: number) => string)[] = [
  (length) => "sign=x&".repeat(length / 7),
  (length) => "%25".repeat(length / 3),
  (length) => "\\\\".repeat(length / 2),
  (length) => "\u200b".repeat(length / 3),
  (length) => "x".repeat(length),
];

interface Invention {
  /** Where its numbers begin. */
  readonly from: number;
  readonly rows: number;
  /** What is another one in each row. */
  readonly of: "strikes" | "days" | "spellings" | "coins";
  readonly ids: number;
  /** Bytes of a field that nobody knows, in each row. */
  readonly padding: number;
  /** Fields that nobody knows, in each row. */
  readonly fields: number;
  readonly parts: number;
  readonly dt: number;
  readonly isSpaced: boolean;
}

/** Frames that no market has: of invented symbols, ids, strikes, words and fields, many of them, and up to the limit. */
export function anyFlood(frames: readonly string[]): fc.Arbitrary<Delivery> {
  return fc.oneof(
    { weight: 20, arbitrary: anyDelivery(frames).filter(keepsLink) },
    { weight: 60, arbitrary: invention().map(frameOf) },
    { weight: 10, arbitrary: talk() },
    { weight: 10, arbitrary: answer() },
  );
}

/** A refused heartbeat ends a link, as do bytes that are no frame: what is sent after them would not come. */
function keepsLink(delivery: Delivery): boolean {
  return delivery.kind === "binary" || (delivery.kind === "text" && !/\b11\b|heartbeat/i.test(delivery.text));
}

function invention(): fc.Arbitrary<Invention> {
  const many = fc.oneof({ weight: 60, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(3_000) });
  return fc.record({
    from: fc.nat(1_000_000),
    rows: many,
    of: fc.constantFrom("strikes" as const, "days" as const, "spellings" as const, "coins" as const),
    ids: fc.oneof(fc.nat(64), fc.nat(2_000)),
    padding: fc.oneof({ weight: 100, arbitrary: fc.nat(50) }, { weight: 1, arbitrary: fc.nat(LARGEST) }),
    fields: fc.oneof({ weight: 60, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.nat(5_000) }),
    parts: many,
    dt: fc.constantFrom(2, 3, 4, 5, 6, 7, 30, 31, 32, 33),
    isSpaced: fc.boolean(),
  });
}

function frameOf(invention: Invention): Delivery {
  const rows: string[] = [];
  let left = LARGEST - 100;
  for (let index = 0; index <= invention.rows; index += 1) {
    const row = JSON.stringify(rowOf(invention, index));
    left -= row.length + 1;
    if (left < 0) break;
    rows.push(row);
  }
  const { dt, isSpaced } = invention;
  return { kind: "text", text: `{"dt":${dt},"c":20,${isSpaced ? " " : ""}"d":[${rows.join()}]}` };
}

function rowOf(invention: Invention, index: number): object {
  const number = invention.from + index;
  const parts = <Part>(part: (at: number) => Part) =>
    Array.from({ length: invention.parts }, (_, at) => part(at));
  const fields = Array.from({ length: invention.fields }, (_, at) => [`k${number + at}`, at]);
  const level = (at: number) => ({ pr: number + at, sz: "1.0000000000000001", of: number });
  return {
    s: symbolOf(invention, number),
    ...{
      pr: number,
      q: 1,
      sd: 1,
      ts: 1_700_000_000_000 + number,
      tid: String(number).padStart(invention.ids, "0"),
    },
    ...{ open: 1, high: 1, low: 1, close: "1.00000000000000000001", pe: "m1", mp: number, e: 1 },
    ...{ bids: parts(level), asks: [], assets: parts((at) => ({ coin: `C${number + at}` })) },
    ...Object.fromEntries(fields),
    x: "x".repeat(invention.padding),
  };
}

function symbolOf({ of }: Invention, number: number): string {
  switch (of) {
    case "strikes":
      return `BTCUSD-27DEC30-${number + 1}-C`;
    case "days":
      return `BTCUSD-${1 + (number % 28)}DEC${30 + (number % 70)}-100000-P`;
    case "spellings":
      return `BTC${number % 2 ? "USD" : ""}-27DEC30-${"0".repeat(number % 6)}100000.${"0".repeat(1 + (number % 12))}-C`;
    case "coins":
      return number % 3 === 0 ? "BTCUSD" : `X${number}USD`;
  }
}

function talk(): fc.Arbitrary<Delivery> {
  const length = fc.oneof(
    { weight: 9, arbitrary: fc.nat(5_000) },
    { weight: 1, arbitrary: fc.nat(LARGEST - 200) },
  );
  return fc
    .tuple(fc.constantFrom(...WORDS), length, fc.constantFrom("", '{"msg":"', '{"action":"'))
    .map(([words, letters, opening]) => {
      return { kind: "text", text: `${opening}${words(letters)}${opening === "" ? "" : '"}'}` };
    });
}

function answer(): fc.Arbitrary<Delivery> {
  return fc
    .record({
      from: fc.nat(1_000_000),
      names: fc.oneof({ weight: 60, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.nat(20_000) }),
      result: fc.constantFrom("success", "failed"),
      dataType: fc.constantFrom("orderBook", "bsInfo", "tOption", "lastTrade", "kline", "x".repeat(10_000)),
    })
    .map(({ from, names, result, dataType }) => {
      const symbol = Array.from({ length: names }, (_, index) => `BTCUSD-27DEC30-${from + index + 1}-C`);
      const frame = { action: "SUBSCRIBE", dataType, payload: { symbol }, result, msg: `no ${from}` };
      return { kind: "text", text: JSON.stringify(frame).slice(0, LARGEST) };
    });
}
