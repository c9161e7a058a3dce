import assert from "node:assert/strict";
import { type Options, parseOptions } from "../../src/recorder/options";
import { UsageError } from "../../src/recorder/usage-error";

const ENVIRONMENT = { COINCALL_KEY: "key", COINCALL_SECRET: "secret" };
const CALL = "BTCUSD-25DEC26-100000-C";

function parse(...argv: string[]): Options {
  const options = parseOptions(argv, ENVIRONMENT);
  return options === "help" ? assert.fail() : options;
}

/** `futures spot BTCUSD`, of each subscription. */
function asked(...argv: string[]): string[] {
  return parse(...argv).subscriptions.map(
    ({ endpoint, channel, key }) => `${endpoint} ${channel.name} ${key}`,
  );
}

describe("The options of coincall-record", () => {
  it("take the market from the symbol: options for names of options, futures for the rest", () => {
    assert.deepEqual(asked("--book", `btcusd, ${CALL}`, "--kline", "BTCUSD:m1"), [
      "futures orderBook BTCUSD",
      `options orderBook ${CALL}`,
      "futures kline BTCUSD m1",
    ]);
  });

  it("take it from --endpoint when that says so, but not for what only the options market has", () => {
    assert.deepEqual(asked("--endpoint", "options", "--trades", "BTCUSD", "--balance"), [
      "options trades BTCUSD",
      "options balance ",
    ]);
    assert.deepEqual(asked("--endpoint", "futures", "--greeks", CALL), [`options greeks ${CALL}`]);
  });

  it("may be given several times", () => {
    assert.deepEqual(asked("--spot", "BTCUSD", "--spot", "ETHUSD"), [
      "futures spot BTCUSD",
      "futures spot ETHUSD",
    ]);
  });

  it("name a chain by its underlying and day, or by one of its options", () => {
    const key = `options optionChain BTCUSD ${Date.UTC(2026, 11, 25, 8)}`;
    assert.deepEqual(asked("--chain", "BTC:25DEC26", "--chain", CALL), [key, key]);
  });

  it("take live, beta, the simulator or an address as the exchange", () => {
    const where = (...argv: string[]) => {
      const { environment, url } = parse("--spot", "BTCUSD", ...argv).properties;
      return `${environment} ${url}`.trim();
    };
    assert.deepEqual(
      [where(), where("--exchange", "beta"), where("--exchange", "ws://127.0.0.1:9000")],
      ["live", "beta", "custom ws://127.0.0.1:9000"],
    );
  });

  it("need the key in the environment, the secret where it signs, and neither for the simulator", () => {
    const withKey = { COINCALL_KEY: "key" };
    const signed = ["--spot", "BTCUSD"];
    assert.throws(() => parseOptions(signed, {}), /COINCALL_KEY is not set/);
    assert.throws(() => parseOptions(signed, withKey), /COINCALL_SECRET is not set/);
    assert.ok(parseOptions([...signed, "--protocol", "apikey"], withKey));
    assert.ok(parseOptions([...signed, "--exchange", "simulator"], {}));
  });

  it("are refused in words when they cannot be followed, without repeating what could be a secret", () => {
    for (const [argv, message] of [
      [[], /^nothing to record/],
      [["hush"], /^unexpected argument$/],
      [["--secret=hush"], /^--secret is not an option/],
      [["--kline", "BTCUSD"], /^--kline needs a period/],
      [["--kline", "BTCUSD:m2"], /^--kline needs a period/],
      [["--chain", "BTCUSD:someday"], /^--chain needs a day/],
      [["--spot", "BTC-USD"], /^no such symbol: "BTC-USD"/],
      [["--spot", "BTCUSD", "--seconds", "0"], /^--seconds must be/],
      [["--spot", "BTCUSD", "--endpoint", "spot"], /^--endpoint must be/],
      [
        ["--spot", "BTCUSD", "--exchange", "ws://exchange.example"],
        /^an address with ws:\/\/ .* use wss:\/\/$/,
      ],
      [["--spot", "BTCUSD", "--protocol", "v3"], /must be one of: signed, apikey/],
    ] as const) {
      assert.throws(
        () => parse(...argv),
        (error) => {
          assert.ok(error instanceof UsageError, argv.join(" "));
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /hush/);
          return true;
        },
      );
    }
  });
});
