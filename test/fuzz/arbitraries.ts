import fc from "fast-check";

/** What the exchange's side of a socket does. */
export type Delivery =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "binary"; readonly bytes: Uint8Array }
  /** Bytes under the frames, after which the line is cut: half a frame, text that is not UTF-8, anything. */
  | { readonly kind: "stream"; readonly bytes: Uint8Array };

/** Words that a frame can hold in places where nobody expects them. */
const TOKENS = [
  "null",
  "true",
  "NaN",
  "Infinity",
  "-0",
  "0E-8",
  "1.05E-4",
  "1e300",
  "1e999",
  "-1e999",
  "9".repeat(400),
  "7882585330726010026",
  '""',
  '" "',
  '"0.40000000 "',
  '"1e999"',
  '"NaN"',
  '"\\u0000"',
  '"\\ud800"',
  "[]",
  "{}",
  '{"__proto__":{"s":"BTCUSD","pr":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '"__proto__":{"polluted":1},',
  '"__proto__":null,',
  '"constructor":1,',
  '"s":"BTCUSD",',
  ",",
  "{",
  "}",
  "[",
  "]",
  '"',
  "\\",
];

const KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "length",
  "s",
  "ts",
  "d",
];

const token = fc.constantFrom(...TOKENS);
const digits = fc.oneof(
  token,
  fc.double().map(String),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
);

const someValue = fc.oneof(
  fc.constantFrom<unknown>(null, "", " ", 0, -0, 1e300, "1e999", "0E-8", {}, [], [[]], "BTCUSD", "m1", "m7"),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.jsonValue({ maxDepth: 2 }),
);

/**
 * Anything at all that can come over a socket, most of it near to a real frame.
 *
 * @param frames real ones
 */
export function anyDelivery(frames: readonly string[]): fc.Arbitrary<Delivery> {
  const text = (arbitrary: fc.Arbitrary<string>) =>
    arbitrary.map((value): Delivery => ({ kind: "text", text: value }));
  const real = fc.constantFrom(...frames);
  return fc.oneof(
    { weight: 20, arbitrary: text(real) },
    { weight: 40, arbitrary: text(withOtherTree(frames)) },
    { weight: 30, arbitrary: text(withOtherText(real)) },
    { weight: 10, arbitrary: text(withOtherNumbers(real)) },
    { weight: 15, arbitrary: text(envelope()) },
    { weight: 5, arbitrary: text(fc.json()) },
    { weight: 5, arbitrary: text(fc.string({ unit: "binary" })) },
    { weight: 2, arbitrary: text(deep(real)) },
    {
      weight: 3,
      arbitrary: fc.uint8Array().map((bytes): Delivery => ({ kind: "binary", bytes })),
    },
    { weight: 1, arbitrary: stream(real) },
  );
}

/** An envelope that may be one, around anything. */
function envelope(): fc.Arbitrary<string> {
  const number = fc.oneof(fc.constantFrom<unknown>(1, 2, 3, 4, 5, 6, 7, 20, 30, 31, 32, 33, "30"), someValue);
  const fields = {
    c: fc.oneof(fc.constantFrom<unknown>(20, 11), someValue),
    dt: number,
    rc: number,
    ts: someValue,
    d: fc.oneof(someValue, fc.array(someValue, { maxLength: 5 })),
    action: fc.oneof(fc.constantFrom<unknown>("subscribe", "UNSUBSCRIBE", "heartbeat"), someValue),
    dataType: someValue,
    payload: someValue,
    result: someValue,
    msg: someValue,
  };
  return fc.record(fields, { requiredKeys: [] }).map((frame) => JSON.stringify(frame));
}

/** A real frame with pieces cut out and others put in. */
function withOtherText(real: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const splice = fc.record({ at: fc.nat(), remove: fc.nat(12), insert: fc.oneof(token, fc.string()) });
  return fc.tuple(real, fc.array(splice, { minLength: 1, maxLength: 3 })).map(([frame, splices]) =>
    splices.reduce((text, { at, remove, insert }) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + insert + text.slice(start + remove);
    }, frame),
  );
}

/** A real frame with another number in the place of one. */
function withOtherNumbers(real: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(real, fc.nat(40), digits).map(([frame, which, written]) => {
    let seen = -1;
    return frame.replace(/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g, (number) => {
      seen += 1;
      return seen === which ? written : number;
    });
  });
}

type Edit = (value: unknown) => unknown;

/** A real frame with something else at some place of its tree. */
function withOtherTree(frames: readonly string[]): fc.Arbitrary<string> {
  const trees = frames.flatMap((frame) => (frame.startsWith("{") ? [JSON.parse(frame) as unknown] : []));
  const way = fc.array(fc.nat(30), { maxLength: 5 });
  const edit = fc.oneof(
    someValue.map(
      (value): Edit =>
        () =>
          value,
    ),
    fc.tuple(fc.constantFrom(...KEYS), someValue).map(
      ([key, value]): Edit =>
        (old) =>
          withKey(old, key, value),
    ),
    fc.constantFrom<Edit>(
      String,
      (old) => [old],
      (old) => [old, old],
      (old) => ({ d: old }),
      JSON.stringify,
    ),
  );
  return fc
    .tuple(fc.constantFrom(...trees), way, edit)
    .map(([tree, path, change]) => JSON.stringify(edited(tree, path, change)) ?? "null");
}

function edited(tree: unknown, [step, ...others]: readonly number[], change: Edit): unknown {
  if (step === undefined || typeof tree !== "object" || tree === null) return change(tree);
  const keys = Object.keys(tree);
  const key = keys[step % (keys.length || 1)];
  if (key === undefined) return change(tree);
  const child = edited((tree as Record<string, unknown>)[key], others, change);
  return Array.isArray(tree) ? tree.with(Number(key), child) : withKey(tree, key, child);
}

/** Defined and not assigned, or `__proto__` would not be a key. */
function withKey(value: unknown, key: string, child: unknown): unknown {
  const copy = typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  return Object.defineProperty(copy, key, {
    value: child,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function deep(real: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(real, fc.constantFrom(10, 1_000, 20_000), fc.constantFrom("[", '{"d":'))
    .map(([frame, depth, open]) => open.repeat(depth) + frame + (open === "[" ? "]" : "}").repeat(depth));
}

const TEXT_FRAME = 0x81;
const LENGTH_FOLLOWS = 126;

/** Bytes where frames should be, a frame of bytes that are not UTF-8, or the beginning of a frame. */
function stream(real: fc.Arbitrary<string>): fc.Arbitrary<Delivery> {
  const bytes = fc.uint8Array({ maxLength: 200 });
  const framed = bytes.map((payload) => Buffer.concat([headerFor(payload.length), payload]));
  const cut = fc.tuple(real, fc.nat()).map(([frame, at]) => {
    const payload = Buffer.from(frame);
    const whole = Buffer.concat([headerFor(payload.length), payload]);
    return whole.subarray(0, at % whole.length);
  });
  return fc.oneof(bytes, framed, cut).map((sent): Delivery => ({ kind: "stream", bytes: sent }));
}

function headerFor(length: number): Buffer {
  return Buffer.from([TEXT_FRAME, LENGTH_FOLLOWS, length >> 8, length & 0xff]);
}
