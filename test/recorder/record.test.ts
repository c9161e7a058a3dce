import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Simulator, startReplay, startSimulator } from "../../src/simulator/index";
import { Client, SIGNED_FORM } from "../simulator/client";

const CLI = join(__dirname, "../../src/recorder/cli.ts");
const KEY = "7Qx+demo/KEY=";
const SECRET = "s3cr3t-Demo";

interface Line {
  readonly received: number;
  readonly endpoint: string;
  readonly frame: string;
}

describe("coincall-record, the command", function () {
  this.timeout(20_000);
  let exchange: Simulator;
  let folder: string;
  let running: ChildProcess[] = [];

  beforeEach(async () => {
    exchange = await startSimulator({ seed: 3, key: KEY, secret: SECRET });
    folder = mkdtempSync(join(tmpdir(), "coincall-record-"));
  });
  afterEach(async () => {
    for (const child of running) child.kill("SIGKILL");
    running = [];
    await exchange.close();
    rmSync(folder, { recursive: true });
  });

  function run(argv: readonly string[], credentials: Record<string, string> | undefined = keyAndSecret()) {
    const { COINCALL_KEY: _, COINCALL_SECRET: __, ...environment } = process.env;
    const child = spawn(process.execPath, ["--import", "tsx", CLI, ...argv], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...environment, ...credentials },
    });
    running.push(child);
    let told = "";
    child.stderr.on("data", (text) => {
      told += text;
    });
    return { child, lines: createInterface(child.stdout), told: () => told, ended: once(child, "close") };
  }
  const keyAndSecret = () => ({ COINCALL_KEY: KEY, COINCALL_SECRET: SECRET });
  const record = (...argv: string[]) => run(["--exchange", exchange.url, ...argv]);

  async function take(lines: AsyncIterable<string>, count: number): Promise<Line[]> {
    const taken: Line[] = [];
    for await (const line of lines) {
      taken.push(JSON.parse(line));
      if (taken.length === count) break;
    }
    return taken;
  }

  it("writes a line a frame, with the time, the endpoint and the text as it came, until Ctrl-C", async () => {
    const { child, lines, ended, told } = record("--spot", "btcusd", "--balance");
    const taken = await take(lines, 4);
    child.kill("SIGINT");
    assert.deepEqual(await ended, [0, null]);
    for (const { received, endpoint, frame } of taken) {
      assert.ok(Math.abs(Date.now() - received) < 20_000);
      assert.equal(JSON.parse(frame).dt, endpoint === "options" ? 7 : 30);
    }
    assert.deepEqual(new Set(taken.map(({ endpoint }) => endpoint)), new Set(["options", "futures"]));
    assert.match(told(), /connected to futures[\s\S]*\d+ frames recorded\n$/);
  });

  it("records whatever it is asked for", async () => {
    const { listing } = exchange.market.venue("BTCUSD") ?? assert.fail();
    const option = listing.chain(listing.expiries[1] ?? 0)[0]?.symbol ?? assert.fail();
    const chain = option.split("-").slice(0, 2).join(":");
    const lists = ["--book", `BTCUSD,${option}`, "--greeks", option, "--chain", chain];
    const { child } = record(
      ...lists,
      "--trades",
      "ETHUSD",
      "--kline",
      "BTCUSD:m5 ETHUSD:h1",
      "--spot",
      "ETHUSD",
    );
    await until(() => exchange.subscriptions("futures").length === 5);
    await until(() => exchange.subscriptions("options").length === 3);
    assert.deepEqual([...exchange.subscriptions("futures")].sort(), [
      "kline BTCUSD m5",
      "kline ETHUSD h1",
      "orderBook BTCUSD",
      "spot ETHUSD",
      "trades ETHUSD",
    ]);
    assert.deepEqual([...exchange.subscriptions("options")].sort(), [
      `greeks ${option}`,
      `optionChain ${chain.replace(":", "-")}`,
      `orderBook ${option}`,
    ]);
    child.kill();
  });

  it("goes on after the line was cut", async () => {
    const { lines } = record("--spot", "BTCUSD");
    await take(lines, 1);
    exchange.control.cut();
    await until(
      () => exchange.statistics.futures.connections === 2 && exchange.subscriptions("futures").length === 1,
    );
  });

  it("records a frame about several subscriptions once", async () => {
    const { listing } = exchange.market.venue("BTCUSD") ?? assert.fail();
    const [first, second] = listing.chain(listing.expiries[0] ?? 0);
    const symbols = [first?.symbol ?? "", second?.symbol ?? ""];
    for (const symbol of symbols) exchange.control.trade(symbol, { side: "buy", size: 1 });
    const { lines } = record("--trades", `BTCUSD,${symbols.join(",")}`, "--endpoint", "options");
    const frames = (await take(lines, 3)).map(({ frame }) => frame);
    assert.equal(new Set(frames).size, 3);
  });

  it("makes a file that only its owner may read, and replays as it was", async () => {
    const output = join(folder, "session.ndjson");
    const { ended } = record("--spot", "BTCUSD,ETHUSD", "--seconds", "2.5", "--output", output);
    assert.deepEqual(await ended, [0, null]);
    assert.equal(statSync(output).mode & 0o777, 0o600);
    const recorded = readFileSync(output, "utf8").trim().split("\n");
    assert.ok(recorded.length >= 4);
    const replay = await startReplay({ recording: output, speed: 100 });
    const client = await Client.open(`${replay.url}/futures${SIGNED_FORM}`);
    const payload = { symbol: ["BTCUSD", "ETHUSD"] };
    await client.ask({ action: "subscribe", dataType: "spotPrice", payload });
    for (const line of recorded) assert.equal((await client.push(30)).text, JSON.parse(line).frame);
    await replay.close();
  });

  it("leaves a file alone that is there already", async () => {
    const output = join(folder, "precious.ndjson");
    writeFileSync(output, "precious");
    const { ended, told } = record("--spot", "BTCUSD", "--output", output);
    assert.deepEqual(await ended, [1, null]);
    assert.match(told(), /precious\.ndjson is there already/);
    assert.equal(readFileSync(output, "utf8"), "precious");
  });

  it("leaves no file behind when nothing was recorded, so that the next try can use the name", async () => {
    const output = join(folder, "session.ndjson");
    const nothing = record("--spot", "DOGEUSD", "--seconds", "1", "--output", output);
    assert.deepEqual(await nothing.ended, [1, null]);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("tells of subscriptions that are refused, records the rest, and fails when nothing came", async () => {
    const mixed = record("--spot", "BTCUSD DOGEUSD");
    assert.equal((await take(mixed.lines, 1)).length, 1);
    await until(() => /refused the subscription to DOGEUSD/.test(mixed.told()));
    const nothing = record("--spot", "DOGEUSD", "--seconds", "1");
    assert.deepEqual(await nothing.ended, [1, null]);
  });

  it("never shows the key or the secret, not even when they are refused", async () => {
    const wrong = { COINCALL_KEY: KEY, COINCALL_SECRET: "wr0ng-Secret" };
    const { ended, told } = run(["--exchange", exchange.url, "--spot", "BTCUSD", "--seconds", "1"], wrong);
    await ended;
    assert.match(told(), /refused the connection \(HTTP 401\)/);
    assert.doesNotMatch(told(), /7Qx|wr0ng|sign=/);
  });

  it("answers a command line that cannot be followed with a sentence and code 2", async () => {
    const { ended, told } = run(["--key", "hush", "--spot", "BTCUSD"]);
    assert.deepEqual(await ended, [2, null]);
    assert.equal(told(), "coincall-record: --key is not an option, or its value is missing\n");
  });

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
