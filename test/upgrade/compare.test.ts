import assert from "node:assert/strict";
import type { Act } from "./act";
import { differences } from "./compare";

const EXPECTED: Act = {
  name: "data comes",
  messages: {
    spot: [{ topic: "BTCUSD", payload: { price: 1 } }],
    status: [{ payload: { endpoint: "options" } }, { payload: { endpoint: "futures" } }],
  },
  statuses: { spot: "green dot: live" },
  shown: ["yellow ring: connecting"],
  errors: [
    { times: 1, error: { message: "Lost.", code: "COINCALL_LINK", source: { id: "a", type: "t" } } },
    { times: 2, error: { message: "Bad.", code: "COINCALL_FRAME", source: { id: "a", type: "t" } } },
  ],
  done: ["spot"],
  addresses: ["/options"],
};

function wheres(change: Partial<Act>): string[] {
  return differences(EXPECTED, { ...EXPECTED, ...change }).map(({ where }) => where);
}

describe("An act differs from what is expected", () => {
  it("not where fields, links that were shown and addresses are added, or where nodes and markets tell in another order", () => {
    const messages = {
      status: [{ payload: { endpoint: "futures" } }, { payload: { endpoint: "options" } }],
      spot: [{ topic: "BTCUSD", payload: { price: 1, bid: 2 }, coincall: {} }],
    };
    const errors = EXPECTED.errors.toReversed().map((caught) => ({ ...caught, more: 1 }));
    const shown = [...EXPECTED.shown, "red ring: reconnecting"];
    assert.deepEqual(wheres({ messages, errors, shown, addresses: ["/options", "/time"] }), []);
  });

  const { spot = [], status = [] } = EXPECTED.messages;
  const [first, second] = EXPECTED.errors;

  const CASES: readonly (readonly [what: string, change: Partial<Act>, where: string])[] = [
    [
      "a field is another",
      { messages: { spot: [{ topic: "BTCUSD", payload: { price: "1" } }], status } },
      "messages.spot[0].payload.price",
    ],
    [
      "a field is missing",
      { messages: { spot: [{ topic: "BTCUSD", payload: {} }], status } },
      "messages.spot[0].payload.price",
    ],
    ["a message is missing", { messages: { status } }, "messages.spot[0]"],
    ["a message is told twice", { messages: { spot: [...spot, ...spot], status } }, "messages.spot[1]"],
    ["a node tells that did not", { messages: { ...EXPECTED.messages, other: spot } }, "messages.other[0]"],
    ["a status is another", { statuses: { spot: "green dot: alive" } }, "statuses.spot"],
    ["a status is missing", { statuses: {} }, "statuses.spot"],
    ["no node shows that it has no link", { shown: [] }, "shown"],
    ["an error is missing", { errors: first ? [first] : [] }, "errors[0].times"],
    [
      "an error has another code",
      {
        errors: [
          ...(first ? [first] : []),
          ...(second ? [{ ...second, error: { ...second.error, code: "COINCALL_INPUT" } }] : []),
        ],
      },
      "errors[0].error.code",
    ],
    [
      "an error is told once more",
      { errors: [...(first ? [{ ...first, times: 2 }] : []), ...(second ? [second] : [])] },
      "errors[1].times",
    ],
    ["a message is not dealt with", { done: [] }, "done[0]"],
    ["an address is not called", { addresses: [] }, "addresses"],
  ];
  for (const [what, change, where] of CASES) {
    it(`where ${what}`, () => assert.ok(wheres(change).includes(where), wheres(change).join()));
  }
});
