import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { FIGURES, type Simulator, startSimulator } from "../../src/simulator/index";
import { pythonWithWebsocket } from "./python";

const SAMPLE = join(__dirname, "documented-sample.py");
const KEY = "7Qx+demo/KEY0123456789abcdefghijklmnopqrstuv=";
const SECRET = "s3cr3t-Demo+Only/Value=";

interface Frame {
  readonly [field: string]: unknown;
}

const python = pythonWithWebsocket();

/** Where the package cannot be had, the titles of the tests say so. */
const itIsTold = python ? it : it.skip;
const why = python ? "" : " (no Python here has websocket-client, which Debian calls python3-websocket)";

describe(`The documentation's Python sample${why}`, function () {
  this.timeout(20_000);
  let exchange: Simulator;
  let child: ChildProcess;

  afterEach(async () => {
    child.kill();
    await exchange.close();
  });

  /** Resolves to the frames that it has printed once it has printed one that fits each of `wanted`. */
  async function run(
    endpoint: string,
    requests: readonly object[],
    wanted: readonly ((frame: Frame) => boolean)[],
    secret = SECRET,
  ): Promise<Frame[]> {
    const sent = requests.map((request) => JSON.stringify(request));
    child = spawn(python ?? "", [SAMPLE, exchange.url, endpoint, KEY, secret, ...sent], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    assert.ok(child.stdout && child.stderr);
    let complaints = "";
    child.stderr.on("data", (text) => {
      complaints += text;
    });
    const frames: Frame[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      frames.push(JSON.parse(line));
      if (wanted.every((fits) => frames.some(fits))) return frames;
    }
    throw new Error(`It ended: ${complaints}`);
  }

  const isHeartbeat = ({ c, rc }: Frame) => c === 11 && rc === 1;
  const isSuccess = ({ action, result }: Frame) => action === "SUBSCRIBE" && result === "success";
  const isPush = (dt: number) => (frame: Frame) => frame.c === 20 && frame.dt === dt;

  function anOption() {
    const [option] = exchange.market.venue("BTCUSD")?.listing.options ?? [];
    return option ?? assert.fail();
  }

  for (const figures of FIGURES) {
    itIsTold(`signs in, is answered and gets every kind of data, with --figures ${figures}`, async () => {
      exchange = await startSimulator({ seed: 1, key: KEY, secret: SECRET, figures });
      const { symbol, expiry } = anOption();
      const requests = [
        { action: "subscribe", dataType: "orderBook", payload: { symbol } },
        { action: "subscribe", dataType: "bsInfo", payload: { symbol: [symbol] } },
        { action: "subscribe", dataType: "tOption", payload: { symbol: "BTCUSD", end: expiry } },
        { action: "subscribe", dataType: "lastTrade", payload: { symbol: "BTCUSD" } },
        { action: "subscribe", dataType: "accountBalance" },
      ];
      const wanted = [isHeartbeat, isSuccess, ...[5, 3, 4, 6, 7].map(isPush)];
      const frames = await run("options", requests, wanted);
      assert.equal(frames.filter(isSuccess).length, requests.length);
      const book = frames.find(isPush(5)) as { d: { s: string } } | undefined;
      assert.equal(book?.d.s, symbol);
    });
  }

  itIsTold("does so on the futures' endpoint too", async () => {
    exchange = await startSimulator({ seed: 1, key: KEY, secret: SECRET });
    const payload = { symbol: ["BTCUSD", "ETHUSD"] };
    const requests = [
      { action: "subscribe", dataType: "spotPrice", payload },
      { action: "subscribe", dataType: "orderBook", payload },
      { action: "subscribe", dataType: "lastTradeV2", payload },
      { action: "subscribe", dataType: "premiumIndex", payload },
      { action: "subscribe", dataType: "kline", payload: { symbol: "BTCUSD", period: "m1" } },
    ];
    await run("futures", requests, [isHeartbeat, ...[30, 32, 43, 44, 31].map(isPush)]);
  });

  itIsTold("is refused with another secret", async () => {
    exchange = await startSimulator({ seed: 1, key: KEY, secret: SECRET });
    await assert.rejects(run("options", [], [isHeartbeat], "another"), /401/);
  });
});
