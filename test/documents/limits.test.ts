import assert from "node:assert/strict";
import { read } from "./documents";
import { tableIn } from "./tables";

/** What the security page says of a limit, and where it is enforced. */
const LIMITS: readonly (readonly [what: RegExp, most: RegExp, file: string, constant: string])[] = [
  [/^names that an alert/, /^5,000, /, "src/alert/topics.ts", "MOST_TOPICS = 5000"],
  [/^names that an alert/, / 500 characters$/, "src/runtime/alert/messages/facts.ts", "LONGEST_TOPIC = 500"],
  [/^messages that an alert/, / 50 /, "src/runtime/alert/messages/latest-messages.ts", "MOST_MESSAGES = 50"],
  [
    /^messages that wait for an/,
    /^1,000; /,
    "src/runtime/alert/messages/in-order.ts",
    "MOST_WAITING = 1_000",
  ],
  [/^messages that wait for an/, / 5 s$/, "src/runtime/alert/messages/levels.ts", "PATIENCE = 5_000"],
  [/^the text of an alert/, /^10,000 /, "src/runtime/alert/text/template.ts", "LONGEST_TEXT = 10_000"],
  [/^what a form says/, /^64 kB$/, "src/runtime/admin/alert-routes.ts", "LONGEST_FORM = 65_536"],
  [/^a frame$/, /^1 MB/, "src/link/socket/session.ts", "LARGEST_FRAME = 2 ** 20"],
  [/^rows of a frame$/, /^2,000$/, "src/protocol/limits.ts", "MOST_ROWS = 2_000"],
  [/^rolling names/, /^20$/, "src/runtime/admin/choices.ts", "MOST_NAMES = 20"],
  [/^the last message/, /^two of a list/, "src/runtime/admin/last.ts", "MOST_PARTS = 2"],
  [/^the last message/, / 64 characters of a text/, "src/runtime/admin/last.ts", "LONGEST_TEXT = 64"],
  [/^the last message/, / 256 kB/, "src/runtime/feed/latest/latest.ts", "LONGEST_KEPT = 256 * 1024"],
  [/^the last message/, / 1,000 rows$/, "src/runtime/feed/latest/latest.ts", "MOST_ROWS_KEPT = 1_000"],
  [/^rows of a chain/, /^2,000$/, "src/runtime/rest/chains.ts", "rows.slice(0, MOST_ROWS)"],
  [/^chains of an exchange/, /^32, /, "src/runtime/rest/exchanges.ts", "MOST_CHAINS = 32"],
  [/^chains of an exchange/, / 5 s$/, "src/runtime/rest/exchanges.ts", "MOMENT = 5_000"],
  [/^levels/, /^1,000$/, "src/protocol/decode/fields.ts", "MOST_PARTS = 1000"],
  [/^an id/, /^64 characters$/, "src/protocol/limits.ts", "LONGEST_NAME = 64"],
  [/^the exchange's words/, /^500 characters/, "src/protocol/text/words.ts", "LONGEST_WORDS = 500"],
  [/^a flow's words/, /^40 characters/, "src/runtime/quote.ts", "LONGEST_QUOTE = 40"],
  [/^names in an answer$/, /^1,000$/, "src/protocol/frames.ts", "MOST_NAMED = 10 * SYMBOLS_PER_REQUEST"],
  [/^names remembered, of what was/, /^20,000,/, "src/link/feed/watches.ts", "MOST_NAMES = 20_000"],
  [/^names remembered, of what was/, / 10,000$/, "src/protocol/glance/glance.ts", "MOST_NAMES = 10_000"],
  [/^names remembered, of what nobody/, /^1,000,/, "src/link/feed/watches.ts", "MOST_STRANGERS = 1_000"],
  [/^names remembered, of what nobody/, / 1,000$/, "src/protocol/glance/glance.ts", "MOST_UNWANTED = 1_000"],
  [/^names of options/, /^10,000$/, "src/protocol/decode/fields.ts", "MOST_NAMES = 10_000"],
  [/^fields of a row/, /^100,/, "src/protocol/text/shape.ts", "MOST_FIELDS = 100"],
  [/^fields of a row/, / 64 characters$/, "src/protocol/text/shape.ts", "LONGEST_KEY = 64"],
  [/^symbols that one/, /^4,000;/, "src/link/tracking/known-options.ts", "MOST_SYMBOLS = 4_000"],
  [/^trades remembered of a symbol$/, /^512;/, "src/link/tracking/trades.ts", "REMEMBERED = 512"],
  [/^trades remembered of a symbol$/, / 4,096 /, "src/link/tracking/trades.ts", "REMEMBERED_AT_MOST = 4096"],
  [/^trades remembered of all/, /^16,384$/, "src/link/tracking/trades.ts", "REMEMBERED_IN_ALL = 16_384"],
  [/^trades of a symbol, /, /^256; /, "src/history/trades/known.ts", "2 * REMEMBERED"],
  [/^trades of a symbol, /, /; 4,096 /, "src/history/trades/known.ts", "REMEMBERED_AT_MOST = 4_096"],
  [
    /^trades of an underlying/,
    /^16,384$/,
    "src/runtime/feed/history/series/trades-of-many.ts",
    "REMEMBERED_IN_ALL = 16_384",
  ],
  [/^messages of trades that/, /^1,000 /, "src/history/trades/take.ts", "MOST_WAITING = 1_000"],
  [/^messages of trades that/, / 5 s$/, "src/runtime/feed/history/tracked.ts", "PATIENCE = 5_000"],
  [/^strikes/, /^2,000$/, "src/runtime/feed/presenters/chain-tables.ts", "MOST_STRIKES = 2_000"],
  [/^options of a chain that/, /^4,000$/, "src/runtime/market/chain-watch.ts", "MOST_ROWS = 4_000"],
  [/^options that chains name/, /^4,000$/, "src/runtime/market/list-watch.ts", "MOST_NAMED = 4_000"],
  [/^topics/, / 4,000$/, "src/runtime/connection/room.ts", "this.subscriptions() + MOST_SYMBOLS"],
  [/^what waits for the nodes/, /^64 kB/, "src/runtime/connection/room.ts", "A_SUBSCRIPTION = 64 * KILOBYTE"],
  [/^what waits for the nodes/, / 16 MB$/, "src/runtime/connection/room.ts", "BESIDE = 2 ** 24"],
  [/^what is remembered/, /^16 MB /, "src/runtime/connection/room.ts", "REMEMBERED_UNASKED = 2 ** 24"],
  [/^trades that wait/, /^10,000$/, "src/runtime/feed/pressure.ts", "MOST_ROWS = 10_000"],
  [/^trades that wait/, /^10,000$/, "src/runtime/feed/thinning.ts", "MOST_ROWS = 10_000"],
  [/^final candles/, /^10,000$/, "src/runtime/feed/pressure.ts", "MOST_CANDLES = 10_000"],
  [/^what waits to be sent/, /^1 MB$/, "src/link/socket/session.ts", "MOST_UNSENT = 2 ** 20"],
];

describe("The limits of what comes from outside", () => {
  const rows = tableIn(read("SECURITY.md"), "Limits of what comes from outside", "what");

  for (const [what, most, file, constant] of LIMITS) {
    it(`are as the security page has them: ${constant.split(" = ")[0]} in ${file}`, () => {
      const row = rows.find((row) => what.test(row.what ?? ""));
      assert.match(row?.most ?? "", most);
      assert.ok(read(file).includes(constant), `${constant} in ${file}`);
    });
  }
});
