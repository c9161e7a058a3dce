import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Properties, useRig, VERSIONS } from "../embedded/harness";
import { rowsOf } from "./support/database";
import { eventually } from "./support/eventually";
import { example, type FilledIn, fillIn, idOf, reportingWhatIsSent } from "./support/example";
import { candle, chain, greeks, optionName, optionsAt, spot } from "./support/frames";
import { HttpReceiver } from "./support/http-receiver";
import { hasSqlite, otherPalette } from "./support/other-packages";

const EVERY: Properties = { emit: "every" };
const MINUTE = 60_000;
/** The last minute of a day. */
const LATE = Date.UTC(2026, 10, 22, 23, 59);

describe("The CSV files of the gallery, where Node-RED has another folder for files", function () {
  this.timeout(60_000);
  const NAME = "05 Data/1 Candles and Greeks to CSV files";
  const elsewhere = mkdtempSync(join(tmpdir(), "coincall-files-"));
  const rig = useRig({ version: "4.1", settings: { fileWorkingDirectory: elsewhere } });

  after(() => rmSync(elsewhere, { recursive: true }));

  it("are in that folder, and have one heading in each, over a restart too", async () => {
    const file = join(elsewhere, "coincall", "kline-2026-11-22.csv");
    const lines = (count: number) =>
      eventually(
        () => (existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : []),
        ({ length }) => length >= count,
      );
    for (const restart of [0, 1]) {
      await rig.nodeRed.deploy(fillIn(example(NAME), { exchange: rig.exchange }));
      await rig.exchange.nextFrame((text) => /"subscribe".*"kline".*"BTCUSD"/.test(text));
      for (const minute of [0, 1]) {
        const opened = LATE - 30 * MINUTE + (10 * restart + minute) * MINUTE;
        rig.exchange.push("futures", candle("BTCUSD", opened, 100));
      }
      await lines(2 + restart);
    }
    const headings = (await lines(3)).filter((line) => line.startsWith("timestamp"));
    assert.equal(headings.length, 1);
  });
});

for (const version of VERSIONS) {
  describe(`The data of the gallery, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const otherPalettes = hasSqlite() ? [otherPalette("node-red-node-sqlite")] : [];
    const rig = useRig({ version, otherPalettes });
    const web = new HttpReceiver();

    before(() => web.listen());
    beforeEach(() => web.forget());
    after(() => web.close());

    async function deploy(name: string, filledIn: FilledIn = {}): Promise<void> {
      rig.exchange.listed = optionsAt(40_000, 50_000);
      await rig.nodeRed.deploy(fillIn(example(name), { exchange: rig.exchange, ...filledIn }));
    }

    const subscribed = (dataType: string, symbol = "BTCUSD") =>
      rig.exchange.nextFrame((text) =>
        ['"subscribe"', `"${dataType}"`, `"${symbol}"`].every((part) => text.includes(part)),
      );
    /** A candle is finished when the next one begins. */
    const candles = (...closes: number[]) => {
      for (const [minute, close] of closes.entries()) {
        rig.exchange.push("futures", candle("BTCUSD", LATE + minute * MINUTE, close));
      }
    };
    /** Has the flow choose the options at the money, and sends their Greeks. */
    const greeksAtTheMoney = async () => {
      await subscribed("tOption");
      rig.exchange.push("options", chain(LATE, { 40000: 0.6, 50000: 0.5 }));
      for (const right of ["call", "put"] as const) {
        const option = optionName(50_000, right);
        await subscribed("bsInfo", option);
        rig.exchange.push("options", greeks(option, LATE, right === "call" ? 0.5 : -0.5));
      }
    };

    describe("in CSV files", () => {
      const NAME = "05 Data/1 Candles and Greeks to CSV files";
      const linesOf = (file: string) => {
        const path = join(rig.nodeRed.directory, "coincall", file);
        return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
      };
      const lines = (file: string, count: number) =>
        eventually(
          () => linesOf(file),
          ({ length }) => length >= count,
        );
      const HEADING = "timestamp,symbol,period,open,high,low,close,volume";
      const line = (timestamp: number, close: number) =>
        `${timestamp},BTCUSD,m1,${close - 1},${close + 2},${close - 3},${close},0.5`;

      it("are the finished candles, with a new file each day and one heading in each", async () => {
        await deploy(NAME);
        await subscribed("kline");
        candles(100, 200, 300);
        assert.deepEqual(await lines("kline-2026-11-22.csv", 2), [HEADING, line(LATE, 100)]);
        assert.deepEqual(await lines("kline-2026-11-23.csv", 2), [HEADING, line(LATE + MINUTE, 200)]);
        // As after a restart: the flow has forgotten, the file has not.
        await deploy(NAME);
        await subscribed("kline");
        rig.exchange.push("futures", candle("BTCUSD", LATE + 3 * MINUTE, 400));
        rig.exchange.push("futures", candle("BTCUSD", LATE + 4 * MINUTE, 500));
        const file = await lines("kline-2026-11-23.csv", 3);
        assert.deepEqual(file.slice(2), [line(LATE + 3 * MINUTE, 400)]);
      });

      it("are the Greeks of the options at the money, with an empty cell for what was not said", async () => {
        await deploy(NAME, { nodes: { "coincall-greeks": EVERY } });
        await greeksAtTheMoney();
        assert.deepEqual(await lines("greeks-2026-11-22.csv", 3), [
          "timestamp,symbol,markPrice,underlyingPrice,iv,delta,gamma,theta,vega",
          `${LATE},${optionName(50_000, "call")},1000,50100,0.5,0.5,,-10,20`,
          `${LATE},${optionName(50_000, "put")},1000,50100,0.5,-0.5,,-10,20`,
        ]);
      });
    });

    describe("in SQLite", () => {
      const NAME = "05 Data/2 Candles and Greeks to SQLite";
      const found = (query: string, count: number) =>
        eventually(
          () => rowsOf(join(rig.nodeRed.directory, "coincall.sqlite"), query),
          ({ length }) => length >= count,
        );

      it("are rows of finished candles", async function () {
        if (!hasSqlite()) this.skip();
        await deploy(NAME);
        await subscribed("kline");
        candles(100, 200, 300);
        const of = (timestamp: number, close: number) => ({
          symbol: "BTCUSD",
          period: "m1",
          timestamp,
          close,
        });
        assert.deepEqual(
          await found("SELECT symbol, period, timestamp, close FROM candles ORDER BY timestamp", 2),
          [of(LATE, 100), of(LATE + MINUTE, 200)],
        );
      });

      it("are rows of Greeks, with nothing where the exchange said nothing", async function () {
        if (!hasSqlite()) this.skip();
        await deploy(NAME, { nodes: { "coincall-greeks": EVERY } });
        await greeksAtTheMoney();
        assert.deepEqual(await found("SELECT symbol, delta, gamma FROM greeks ORDER BY delta DESC", 2), [
          { symbol: optionName(50_000, "call"), delta: 0.5, gamma: null },
          { symbol: optionName(50_000, "put"), delta: -0.5, gamma: null },
        ]);
      });
    });

    describe("without a time of the exchange", () => {
      const withoutTime = (row: { d: object }) => ({ ...row, d: { ...row.d, ts: undefined } });
      const greeksWithoutTime = async (name: string) => {
        await deploy(name, { nodes: { "coincall-greeks": EVERY } });
        await subscribed("tOption");
        rig.exchange.push("options", chain(LATE, { 50000: 0.5 }));
        const option = optionName(50_000, "put");
        await subscribed("bsInfo", option);
        rig.exchange.push("options", withoutTime(greeks(option, LATE, -0.5)));
      };
      const isRecent = (time: unknown) => assert.ok(Math.abs(Date.now() - Number(time)) < MINUTE, `${time}`);

      it("have the time when they came, in CSV files", async () => {
        await greeksWithoutTime("05 Data/1 Candles and Greeks to CSV files");
        const today = new Date().toISOString().slice(0, 10);
        const path = join(rig.nodeRed.directory, "coincall", `greeks-${today}.csv`);
        const line = () => (existsSync(path) ? readFileSync(path, "utf8").split("\n")[1] : undefined);
        isRecent((await eventually(line, (found) => found !== undefined && found !== ""))?.split(",")[0]);
      });

      it("have the time when they came, in SQLite", async function () {
        if (!hasSqlite()) this.skip();
        await greeksWithoutTime("05 Data/2 Candles and Greeks to SQLite");
        const file = join(rig.nodeRed.directory, "coincall.sqlite");
        const query = `SELECT timestamp FROM greeks WHERE symbol LIKE '%-P' ORDER BY timestamp DESC`;
        const rows = await eventually(
          () => rowsOf(file, query) as Promise<{ timestamp: number }[]>,
          ([row]) => row !== undefined && row.timestamp !== LATE,
        );
        isRecent(rows[0]?.timestamp);
      });

      it("have the time when they came, in InfluxDB", async () => {
        await deploy("05 Data/3 Prices and candles to InfluxDB", {
          settings: { url: web.url },
          nodes: { "coincall-spot": EVERY, "ten seconds' lines": { timeout: "0.2" } },
        });
        await subscribed("spotPrice");
        rig.exchange.push("futures", withoutTime(spot("BTCUSD", 50_000)));
        isRecent((await web.next()).body.split(" ").at(-1));
      });
    });

    it("reach InfluxDB as lines, many in a request", async () => {
      const url = `${web.url}/api/v2/write?org=home&bucket=coincall&precision=ms`;
      await deploy("05 Data/3 Prices and candles to InfluxDB", {
        settings: { url },
        variables: { INFLUXDB_TOKEN: "example-token" },
        nodes: { "coincall-spot": EVERY, "ten seconds' lines": { timeout: "0.2" } },
      });
      await subscribed("spotPrice");
      await subscribed("kline");
      candles(100, 200);
      rig.exchange.push("futures", spot("BTCUSD", 50_000, { ts: LATE, oi: "" }));
      rig.exchange.push("futures", spot("ETHUSD", 3_000, { ts: LATE, cr: "-0.01" }));
      const { path, headers, body } = await web.next();
      assert.equal(path, "/api/v2/write?org=home&bucket=coincall&precision=ms");
      assert.deepEqual(
        [headers.authorization, headers["content-type"]],
        ["Token example-token", "text/plain; charset=utf-8"],
      );
      assert.deepEqual(body.split("\n").sort(), [
        `kline,symbol=BTCUSD,period=m1,market=futures,environment=custom open=99,high=102,low=97,close=100,volume=0.5 ${LATE}`,
        `spot,symbol=BTCUSD,market=futures,environment=custom price=50000 ${LATE}`,
        `spot,symbol=ETHUSD,market=futures,environment=custom price=3000,changeRate=-0.01 ${LATE}`,
      ]);
    });

    it("are summed up once a day, a line a symbol that has a price, which the price node is asked for", async () => {
      const flow = fillIn(example("05 Data/4 A daily summary"), {
        exchange: rig.exchange,
        variables: { SLACK_WEBHOOK_URL: web.url },
        nodes: { "coincall-spot": { ...EVERY, symbols: "BTCUSD, ETHUSD, SOLUSD" } },
      });
      await rig.nodeRed.deploy(reportingWhatIsSent(flow, "coincall-spot"));
      await subscribed("spotPrice");
      rig.exchange.push("futures", spot("ETHUSD", 3_000.4, { cr: "0.02", l: 2_900, h: 3_100, uv24: 1e6 }));
      rig.exchange.push("futures", spot("BTCUSD", 50_000, { cr: "-0.0123" }));
      await rig.nodeRed.nextMessage(({ topic }) => topic === "ETHUSD");
      await rig.nodeRed.nextMessage(({ topic }) => topic === "BTCUSD");
      rig.nodeRed.send(idOf(flow, "at eight"), {});
      assert.deepEqual(await web.nextJson(), {
        text: [
          "BTCUSD 50,000 USD, -1.23 %",
          "ETHUSD 3,000 USD, +2.00 %, between 2,900 USD and 3,100 USD, 1,000,000 USD traded",
        ].join("\n"),
      });
      // Another answer of that kind, in which one price is old.
      const row = (symbol: string, age: number) => ({ topic: symbol, age, payload: { symbol, price: 150 } });
      rig.nodeRed.send(idOf(flow, "the answer?"), {
        topic: "latest",
        payload: [row("SOLUSD", 6 * MINUTE), row("XRPUSD", 4 * MINUTE)],
      });
      assert.deepEqual(await web.nextJson(), { text: "XRPUSD 150 USD" });
    });
  });
}
