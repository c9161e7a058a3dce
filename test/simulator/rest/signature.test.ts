import assert from "node:assert/strict";
import { sign } from "../../../src/simulator/exchange/signing";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { textOf } from "../../../src/simulator/rest/signature";

/** The demonstration pair of the documentation, and what is signed with it. Source: docs/protocol.md, "REST (signed)". */
const KEY = "xdtHWn32rsuDQConutzl9JDZB+Y1leitFl356YHrmts=";
const SECRET = "fce1102b2a0dea92957fa7d2e981df826295cd85696e40f0d521a6b8707b94c8";
const TS = 1_688_436_087_184;
const SUMMARY = "/open/account/summary/v1";
const VECTORS = [
  [SUMMARY, "EE687D386F33D1A7BA9747C5DC2C55F6F6313E368D7945A6595069973EE99BC1"],
  ["/open/option/position/get/v1", "B1A0BEEF9E451B4C20B0144DE6A45A0DFAC6FB6D0FA9A96C86789A7B9563121E"],
] as const;
const WITH_PARAMETER = "6C73DD3EB26EFD14FBB41EFDEA5DAFE749FB48C1FE7B7AC4A2E8CC22256FA5CF";

const SIGNED = [
  ["/open/account/summary/v1", 2],
  ["/open/option/position/get/v1", 5],
  ["/open/futures/position/get/v1", 5],
  ["/open/option/order/pending/v1", 5],
  ["/open/futures/order/pending/v1", 5],
  ["/open/option/trade/history/v1", 4],
  ["/open/futures/trade/history/v1", 4],
  ["/open/auth/user/query-api", 2],
] as const;

type Row = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

describe("The signature of a call", () => {
  it("is that of the documentation's examples", () => {
    const signed = (path: string, parameters: [string, string][] = []) =>
      sign(SECRET, textOf({ method: "GET", path, parameters }, KEY, String(TS), "3000"));
    for (const [path, expected] of VECTORS) assert.equal(signed(path), expected);
    assert.equal(signed("/open/futures/leverage/current/v1", [["symbol", "BTCUSD"]]), WITH_PARAMETER);
  });

  it("is made of the parameters sorted by their names", () => {
    const parameters = [
      ["pageSize", "500"],
      ["page", "1"],
    ] as const;
    assert.equal(
      textOf({ method: "GET", path: "/open", parameters }, "k", "1", "2"),
      "GET/open?page=1&pageSize=500&uuid=k&ts=1&x-req-ts-diff=2",
    );
  });
});

describe("Signed calls, with a key and a secret configured", () => {
  let clock = TS;
  let exchange: Simulator;

  beforeEach(async () => {
    clock = TS;
    exchange = await startSimulator({ seed: 5, key: KEY, secret: SECRET, now: () => clock });
  });
  afterEach(() => exchange.close());

  const good = (sign: string): Headers => ({
    "X-CC-APIKEY": KEY,
    sign,
    ts: String(TS),
    "X-REQ-TS-DIFF": "3000",
  });

  async function ask(path: string, headers: Headers) {
    const response = await fetch(exchange.url.replace("ws:", "http:") + path, { headers });
    assert.equal(response.status, 200);
    return JSON.parse(await response.text());
  }

  const code = async (path: string, headers: Headers) => (await ask(path, headers)).code;

  it("are answered when the signature is right", async () => {
    for (const [path, sign] of VECTORS) assert.equal(await code(path, good(sign)), 0);
  });

  it("are refused for another key, secret, call or manner of signing", async () => {
    const [[, another], [path, sign]] = VECTORS;
    assert.equal(await code(path, {}), 10560);
    assert.equal(await code(path, { ...good(sign), "X-CC-APIKEY": "other" }), 10560);
    for (const wrong of [another, sign.toLowerCase(), ""]) {
      assert.equal(await code(path, good(wrong)), 10562);
    }
  });

  it("are refused for a time that is over, too far ahead or none, by the difference that the call allows", async () => {
    const [[, sign]] = VECTORS;
    for (const [away, expected] of [
      [3_000, 0],
      [3_001, 10557],
      [-999, 0],
      [-1_000, 10557],
    ] as const) {
      // Limits are kept by the same clock: each moment is another second.
      await exchange.close();
      clock = TS + away;
      exchange = await startSimulator({ seed: 5, key: KEY, secret: SECRET, now: () => clock });
      assert.equal(await code(SUMMARY, good(sign)), expected, `${away} ms`);
    }
    assert.equal(await code(SUMMARY, { ...good(sign), ts: "now" }), 10561);
  });

  it("are good for five seconds unless they say so themselves", async () => {
    const ts = String(TS);
    const text = textOf({ method: "GET", path: SUMMARY, parameters: [] }, KEY, ts, "5000");
    const headers = { "X-CC-APIKEY": KEY, sign: sign(SECRET, text), ts };
    clock = TS + 5_000;
    assert.equal(await code(SUMMARY, headers), 0);
    clock += 1;
    assert.equal(await code(SUMMARY, headers), 10557);
  });

  it("may have their parameters in any order", async () => {
    const path = "/open/option/order/pending/v1";
    const parameters = [
      ["page", "1"],
      ["pageSize", "500"],
    ] as const;
    const text = textOf({ method: "GET", path, parameters }, KEY, String(TS), "3000");
    assert.equal(await code(`${path}?pageSize=500&page=1`, good(sign(SECRET, text))), 0);
  });
});

describe("Signed calls, with nothing configured", () => {
  let clock = TS;
  let exchange: Simulator;

  before(async () => {
    exchange = await startSimulator({ seed: 5, now: () => clock });
  });
  beforeEach(() => {
    clock += 2_000;
  });
  after(() => exchange.close());

  async function ask(path: string, key = "any") {
    const headers = { "X-CC-APIKEY": key };
    const response = await fetch(exchange.url.replace("ws:", "http:") + path, { headers });
    const text = await response.text();
    return { text, ...JSON.parse(text) };
  }

  it("tell the account in texts", async () => {
    const { data } = await ask(SUMMARY);
    const names = ["totalDollarValue", "imAmount", "mmAmount", "imRatio", "mmRatio", "equity"];
    for (const name of [...names, "availableMargin", "marginBalance", "unrealizedPnL"]) {
      assert.match(data[name], /^-?\d+\.\d+$/, name);
    }
    assert.ok(Math.abs(Number(data.imAmount) / Number(data.marginBalance) - Number(data.imRatio)) < 1e-5);
    assert.equal(data.accounts[0].coin, "USDT");
  });

  it("tell the positions, with ids past 2^53 as numbers", async () => {
    for (const kind of ["option", "futures"]) {
      const { text, data } = await ask(`/open/${kind}/position/get/v1`);
      assert.ok(data.length >= 2);
      assert.match(text, /"positionId":\d{19},/);
      for (const row of data) {
        assert.ok(row.qty > 0 && [1, 2].includes(row.tradeSide));
        const sign = row.tradeSide === 1 ? 1 : -1;
        const profit = sign * row.qty * (row.markPrice - row.avgPrice);
        assert.ok(Math.abs(profit - row.upnl) < 0.01, row.symbol);
        for (const name of ["initMargin", "maintMargin", "value", "delta", "roi", "indexPrice"]) {
          assert.equal(typeof row[name], "number", name);
        }
        assert.equal("rho" in row && "gamma" in row, kind === "option");
        assert.equal("leverage" in row && "elp" in row, kind === "futures");
      }
    }
  });

  it("tell by which fills the positions were opened, with ids past 2^53 as numbers", async () => {
    for (const kind of ["option", "futures"]) {
      const { text, data } = await ask(`/open/${kind}/trade/history/v1`);
      const positions = (await ask(`/open/${kind}/position/get/v1`)).data;
      assert.match(text, /"tradeId":\d{19},"orderId":\d{19},/);
      assert.deepEqual([data.hasNext, data.hasPre], [false, false]);
      const opened = ({ symbol, tradeSide, qty }: Row) => `${symbol} ${tradeSide} ${qty}`;
      assert.deepEqual(data.list.map(opened).sort(), positions.map(opened).sort());
      for (const row of data.list) {
        assert.ok(row.time < clock && row.price > 0 && row.fee > 0 && row.indexPrice > 0);
        assert.equal("iv" in row, kind === "option");
      }
    }
  });

  it("tell that there are no orders, and that the key may only read", async () => {
    for (const kind of ["option", "futures"]) {
      const { data } = await ask(`/open/${kind}/order/pending/v1?page=1&pageSize=500`);
      assert.deepEqual(data, { list: [], pageTotal: 0, total: 0 });
    }
    assert.equal((await ask("/open/auth/user/query-api")).data.readOnly, 1);
  });

  for (const [path, limit] of SIGNED) {
    it(`${path} may be asked ${limit} times a second by each key`, async () => {
      for (let call = 0; call < limit; call++) assert.equal((await ask(path)).code, 0);
      assert.equal((await ask(path)).code, 10000);
      assert.equal((await ask(path, "another")).code, 0);
    });
  }
});
