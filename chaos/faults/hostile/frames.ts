/** Frames of an exchange that invents things, without end: each call gives other ones, by its number. */
export type Inventor = (round: number) => readonly string[];

/** Bytes; the longest frame that is taken in. */
const LARGEST = 2 ** 20;
const ROWS = 1_000;

/** What each kind of flood is made of. @param chain the name of a chain that is watched: `BTCUSD-27DEC26` */
export function inventions(chain: string): Readonly<Record<string, Inventor>> {
  return {
    "invented symbols": (round) => [
      push(
        4,
        many(2 * ROWS, round, (n) => ({ s: `BTCUSD-28DEC50-${n}-C`, mp: 1 })),
      ),
      push(
        3,
        many(ROWS, round, (n) => ({ s: `ETHUSD-28DEC50-${n}-P`, delta: "0.5" })),
      ),
      ...many(20, round, (n) => push(5, { s: `X${n}USD`, bids: [{ pr: n, sz: 1 }], asks: [] })),
      ...many(20, round, (n) => push(2, { s: `BTCUSD-28DEC50-${n}-C`, pe: "m1", ...OPEN, ts: n })),
    ],
    "invented ids": (round) => [
      push(
        6,
        many(ROWS, round, (n) => trade("BTCUSD", n, String(n).padStart(64, "7"))),
      ),
      push(
        6,
        many(100, round, (n) => trade("BTCUSD", n, "7".repeat(5_000))),
      ),
      push(7, { uid: "7".repeat(100_000), e: 1, assets: many(900, round, (n) => ({ coin: `C${n}` })) }),
    ],
    "invented strikes": (round) => [
      push(
        4,
        many(ROWS, round, (n) => ({ s: `${chain}-${n + 1}-C`, mp: n, ask: "1.00000000000000000001" })),
      ),
      ...many(20, round, (n) => push(4, [{ s: `${chain}-${n + 1}.5-P`, mp: n, text: "x".repeat(1_000) }])),
      ` ${push(
        4,
        many(100, round, (n) => ({ s: `${chain}-${n + 1}.25-P`, mp: n })),
      )}`,
    ],
    "invented topics": (round) => [
      push(
        6,
        many(ROWS, round, (n) => trade(`BTCUSD-28DEC50-${n + 1}-C`, n, String(n))),
      ),
      push(
        6,
        many(100, round, (n) => ({ ...trade("BTCUSD", n, String(n)), text: "x".repeat(1_000) })),
      ),
    ],
    words: (round) => {
      const words = [`sign=${round}x&`, "%25", "\\\\", "\u200b", `no ${round}. `][round % 5] ?? "";
      const long = words.repeat((LARGEST - 1_000) / Buffer.byteLength(words));
      const short = words.repeat(50);
      const answer = { action: "SUBSCRIBE", dataType: "tOption", payload: { symbol: "X" }, result: "failed" };
      return [
        long,
        `{"msg":"${long}"}`,
        `{"action":"error","msg":"${long}"}`,
        ...many(50, round, (n) => JSON.stringify({ ...answer, msg: `${short} ${n}` })),
        JSON.stringify({ ...answer, payload: { symbol: many(ROWS, round, (n) => `X${n}`) }, msg: short }),
      ];
    },
    "frames at the limit": (round) => {
      const filled = FILLINGS[round % FILLINGS.length];
      return filled ? [filled(round, chain)] : [];
    },
  };
}

const OPEN = { open: 1, high: 1, low: 1, close: 1 };

const FILLINGS: readonly ((round: number, chain: string) => string)[] = [
  (round) => `{"dt":4,"c":20,"d":[${filled((n) => `{"s":"X${round}-${n}"}`)}]}`,
  (_round, chain) => `{"dt":4,"c":20,"d":[${filled(() => `{"s":"${chain}-100000-C"}`)}]}`,
  (_round, chain) => `{"dt":4, "c":20,"d":[${filled((n) => `{"s":"${chain}-${n + 1}-C"}`)}]}`,
  () => `{"dt":4,"c":20,"d":${"[".repeat(LARGEST / 2 - 100)}${"]".repeat(LARGEST / 2 - 100)}}`,
  () => `{"dt":4,"c":20,"d":${'{"a":'.repeat(LARGEST / 6 - 100)}1${"}".repeat(LARGEST / 6 - 100)}}`,
  () => `{"dt":4,"c":20,"d":[${filled(() => "1234567890123456789")}]}`,
  () => `{"dt":4,"c":20,"x":1234567890123456789,"d":[${filled(() => "[]")}]}`,
  () => `{"dt":6,"c":20,"d":[{"s":"BTCUSD","pr":1,"q":1,"x":"${"x".repeat(LARGEST - 200)}"}]}`,
  () => `{"dt":6,"c":20,"d":[${filled((n) => `{"s":"BTCUSD","pr":${n},"q":1,"ts":1}`)}]}`,
  (round) => `{"dt":7,"c":20,"d":{"e":${round},${filled((n) => `"k${n}":1`)}}}`,
  () => `{"dt":7,"c":20,"d":[${filled(() => '{"e":1}')}]}`,
  () => `{"dt":5,"c":20,"d":{"s":"BTCUSD","bids":[${filled(() => '{"pr":1,"sz":1}')}],"asks":[]}}`,
  () => " ".repeat(LARGEST),
  () => "9".repeat(LARGEST),
];

/** As many parts as there is room for in a frame. */
function filled(part: (n: number) => string): string {
  const parts: string[] = [];
  for (let left = LARGEST - 200, n = 0; ; n += 1) {
    const next = part(n);
    left -= next.length + 1;
    if (left < 0) return parts.join();
    parts.push(next);
  }
}

function many<Made>(count: number, round: number, make: (n: number) => Made): Made[] {
  return Array.from({ length: count }, (_, index) => make(round * count + index));
}

function push(dt: number, d: object): string {
  return JSON.stringify({ dt, c: 20, d });
}

function trade(s: string, n: number, tid: string): object {
  return { s, pr: n + 1, q: 1, sd: 1, ts: 1_700_000_000_000 + n, tid };
}
