import type { Fault } from "../fault";
import { BINARY, frameOf, TEXT } from "../proxy/frames";
import { must } from "../shortfall";

const BOOK = {
  s: "BTCUSD",
  bids: [{ pr: "1.5", sz: "2" }],
  asks: [{ pr: "1.6", sz: "2" }],
  ts: 1_700_000_000_000,
};
const TRADE = { s: "BTCUSD", pr: "1.5", q: "2", sd: 1, ts: 1_700_000_000_000 };
const WRONG = [null, true, -1, 1e308, "", "NaN", "1e999", "text", [], [[]], {}, { pr: {} }, [null], [1, 2]];
const DEPTH = 200_000;
const TOO_LARGE = 2 ** 20 + 1;

/** Frames that no exchange should send. The link stays, and what can be read goes on. */
const READABLE: Readonly<Record<string, readonly Buffer[]>> = {
  "binary frame": [frameOf(BINARY, Buffer.from([0, 1, 2, 255]))],
  "truncated JSON": [text(JSON.stringify({ c: 20, dt: 32, d: BOOK }).slice(0, 60))],
  "deep JSON": [text("[".repeat(DEPTH) + "]".repeat(DEPTH)), text(nested(DEPTH))],
  "no JSON": [text("<html><body>502 Bad Gateway</body></html>"), text(""), text("\u0000")],
  "a key named __proto__": [
    text('{"c":20,"dt":32,"__proto__":{"polluted":1},"d":{"__proto__":{"polluted":1},"s":"BTCUSD"}}'),
    text('{"__proto__":{"polluted":1}}'),
  ],
  "a key named constructor": [
    text('{"c":20,"dt":32,"d":{"constructor":{"prototype":{"polluted":1}},"s":"constructor"}}'),
    text('{"c":20,"dt":"constructor","d":{"s":"__proto__"}}'),
  ],
  "wrong types in every field": wrongTypes(),
  "no UTF-8": [frameOf(TEXT, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
};

/** Frames that are not even taken in: the link is made anew. */
const FATAL: Readonly<Record<string, Buffer>> = {
  "a frame of more than 1 MB": text(" ".repeat(TOO_LARGE)),
};

export const GARBAGE: readonly Fault[] = [
  ...Object.entries(READABLE).map(
    ([name, frames]): Fault => ({
      name: `garbage: ${name}`,
      takes: "seconds",
      expect: { noticedWithin: "never", dataWithin: 1_000 },
      play: async (scene) => {
        scene.begin();
        for (const frame of frames) scene.proxy.inject(frame);
        scene.end();
        await scene.until(() => scene.seen.errors.includes("COINCALL_FRAME"), "not told");
        const told = scene.seen.errors.filter((code) => code === "COINCALL_FRAME").length;
        // Once, though two nodes on the tab use the connection.
        must(told === 1, `told ${told} times`);
      },
    }),
  ),
  ...Object.entries(FATAL).map(
    ([name, frame]): Fault => ({
      name: `garbage: ${name}`,
      takes: "seconds",
      expect: { noticedWithin: 1_000, dataWithin: 2_000 },
      play: async (scene) => {
        scene.begin();
        scene.proxy.inject(frame);
        scene.end();
        await scene.until(() => scene.seen.errors.includes("COINCALL_LINK"), "not told");
      },
    }),
  ),
];

function text(payload: string): Buffer {
  return frameOf(TEXT, payload);
}

function nested(depth: number): string {
  return `{"c":20,"dt":32,"d":${'{"s":'.repeat(depth)}1${"}".repeat(depth)}}`;
}

/** Each field of a book and of a trade with each wrong value, and the frame's own fields. */
function wrongTypes(): Buffer[] {
  const frame = { c: 20, dt: 32, ts: 1_700_000_000_000, d: BOOK };
  return [
    ...variants(frame),
    ...variants(BOOK).map((d) => ({ ...frame, d })),
    ...variants({ pr: "1", sz: "1" }).map((level) => ({ ...frame, d: { ...BOOK, bids: [level] } })),
    ...variants(TRADE).map((trade) => ({ ...frame, dt: 33, d: [trade] })),
    ...variants({ action: "SUBSCRIBE", dataType: "orderBook", payload: {}, result: "success" }),
    ...variants({ c: 20, dt: 32, rc: 1 }),
  ].map((variant) => text(JSON.stringify(variant)));
}

function variants(object: object): object[] {
  return Object.keys(object).flatMap((key) => WRONG.map((wrong) => ({ ...object, [key]: wrong })));
}
