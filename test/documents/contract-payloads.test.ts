import assert from "node:assert/strict";
import type { Update } from "../../src/link/feed/update";
import { CHANNELS, type ChannelName } from "../../src/protocol/channels";
import type { SchemaObject } from "../../src/protocol/schema";
import { SCHEMAS } from "../../src/protocol/schemas";
import { asNumbers } from "../../src/protocol/text/numbers";
import type { Presenter } from "../../src/runtime/feed/definition";
import { klinePresenter } from "../../src/runtime/feed/presenters/kline";
import { chainPresenter } from "../../src/runtime/feed/presenters/option-chain";
import { tradesPresenter } from "../../src/runtime/feed/presenters/trades";
import type { FeedProperties } from "../../src/runtime/feed/properties";
import { payloadsOf } from "../protocol/decode/payloads";
import { read } from "./documents";
import { codeIn, codesIn, tableIn } from "./tables";

const OPTION = "BTCUSD-27DEC30-100000-C";
const CONTRACT = read("docs/contract.md");

/** What makes the payload of a channel, where that is more than its decoder. */
const PRESENTERS: Readonly<Partial<Record<ChannelName, (properties: FeedProperties) => Presenter>>> = {
  kline: klinePresenter,
  trades: tradesPresenter,
};

describe("The payloads in the contract", () => {
  it("are those of all channels", () => {
    const told = tableIn(CONTRACT, "Messages out", "channel").map(({ channel }) => codeIn(channel));
    const names = new Set(Object.values(CHANNELS).map(({ name }) => name));
    assert.deepEqual(told.toSorted(), [...names].toSorted());
  });

  for (const { channel, fields } of tableIn(CONTRACT, "Messages out", "channel")) {
    it(`have the fields that a row with all that the wire knows has: ${channel}`, () => {
      const [payload = {}] = fullPayloadOf(codeIn(channel) as ChannelName);
      assert.deepEqual(Object.keys(payload).toSorted(), codesIn(fields).toSorted());
    });
  }

  it("have the parts that are told of", () => {
    const [book] = fullPayloadOf("orderBook") as [{ bids: [object] }];
    const [balance] = fullPayloadOf("balance") as [{ assets: [object] }];
    const table = tableOf(fullRowOf(SCHEMAS.optionChain));
    const [strike] = table.strikes;
    const told = tableIn(CONTRACT, "Messages out", "parts").map(({ parts, fields }) => [
      parts,
      codesIn(fields).toSorted(),
    ]);
    assert.deepEqual(Object.fromEntries(told), {
      "a level of a book": Object.keys(book.bids[0]).toSorted(),
      "an asset of a balance": Object.keys(balance.assets[0]).toSorted(),
      "a chain as a table": Object.keys(table).toSorted(),
      // A row is of a call or of a put.
      "a strike of that table": [...Object.keys(strike), "put"].toSorted(),
    });
  });
});

function fullPayloadOf(channel: ChannelName): object[] {
  const row = fullRowOf(SCHEMAS[channel]);
  const presenter = PRESENTERS[channel]?.({ history: true, candles: "updates" } as FeedProperties);
  if (!presenter) return payloadsOf(channel, row, asNumbers);
  const update = { rows: [row], closed: true } as unknown as Update;
  return [
    presenter.payload(update, asNumbers, { key: "", period: "m1", since: () => Number.POSITIVE_INFINITY }),
  ].flat() as object[];
}

function tableOf(row: object): { strikes: [object] } {
  const update = { topic: "", subscription: {}, rows: [row], frame: { received: 0 } } as unknown as Update;
  const presenter = chainPresenter({ output: "table" } as FeedProperties, () => {});
  return presenter.payload(update, asNumbers, { key: "", since: () => 0 }) as { strikes: [object] };
}

/** A row of the wire with every field that its schema has. */
function fullRowOf({ properties }: SchemaObject): object {
  const fields = Object.entries(properties as Readonly<Record<string, SchemaObject>>);
  return Object.fromEntries(
    fields.map(([name, schema]) => [name, name === "s" ? OPTION : fullValueOf(schema)]),
  );
}

function fullValueOf({ items }: SchemaObject): unknown {
  return items ? [fullRowOf(items as SchemaObject)] : "1";
}
