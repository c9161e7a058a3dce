import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseOptions, UsageError } from "../../src/simulator/options";
import { Client, FORM_2023, refusedStatus, SIGNED_FORM } from "./client";

const CLI = join(__dirname, "../../src/simulator/cli.ts");

function run(...argv: string[]): ChildProcess & { output: () => string } {
  return runIn({}, ...argv);
}

function runIn(environment: NodeJS.ProcessEnv, ...argv: string[]): ChildProcess & { output: () => string } {
  const child = spawn(process.execPath, ["--import", "tsx", CLI, ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      output += text;
    });
  }
  return Object.assign(child, { output: () => output });
}

async function firstLine(child: ChildProcess): Promise<string> {
  assert.ok(child.stdout);
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return line;
}

describe("coincall-simulator, the command", function () {
  this.timeout(20_000);

  it("prints its URL first, listens there, and ends when it is told to", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const child = run("--seed", "1", "--port", "0");
      const url = await firstLine(child);
      assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+$/);
      await Client.open(`${url}/options${FORM_2023}`);
      const exit = once(child, "exit");
      child.kill(signal);
      assert.deepEqual(await exit, [0, null]);
    }
  });

  it("checks the key, and never shows it or the secret", async () => {
    const child = run("--key", "my-own-key", "--secret", "my-own-secret");
    const url = await firstLine(child);
    assert.equal(await refusedStatus(`${url}/options?apiKey=another&code=10`), 403);
    const exit = once(child, "exit");
    child.kill("SIGTERM");
    await exit;
    assert.doesNotMatch(child.output(), /my-own/);
  });

  it("takes the key and the secret from the environment, where nobody else sees them", async () => {
    const child = runIn({ COINCALL_KEY: "my-own-key", COINCALL_SECRET: "my-own-secret" });
    const url = await firstLine(child);
    assert.equal(await refusedStatus(`${url}/options?apiKey=another&code=10`), 403);
    assert.equal(await refusedStatus(`${url}/options?code=10&ts=1&sign=x&apiKey=my-own-key`), 401);
    assert.equal(await refusedStatus(`${url}/options?apiKey=my-own-key&code=10`), undefined);
    const exit = once(child, "exit");
    child.kill("SIGTERM");
    await exit;
    assert.doesNotMatch(child.output(), /my-own/);
    const help = run("--help");
    await once(help, "close");
    assert.match(help.output(), /can be seen by others.*COINCALL_KEY and COINCALL_SECRET/s);
  });

  it("writes figures as it is told to", async () => {
    const child = run("--figures", "texts");
    const client = await Client.open(`${await firstLine(child)}/futures${SIGNED_FORM}`);
    await client.ask({ action: "subscribe", dataType: "spotPrice", payload: { symbol: "BTCUSD" } });
    assert.equal(typeof (await client.push(30)).json.d.pr, "string");
    child.kill();
  });

  it("lets its market be driven over HTTP, if it is told to", async () => {
    const child = run("--control");
    const url = await firstLine(child);
    const client = await Client.open(`${url}/futures${FORM_2023}`);
    const response = await fetch(`${url.replace("ws", "http")}/control/setPrice`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ symbol: "BTCUSD", price: 95_000 }),
    });
    assert.equal(response.status, 200);
    await client.ask({ c: 20, dt: 30, d: { s: "BTCUSD" } });
    assert.ok(Math.abs((await client.push(30)).json.d.mp - 95_000) < 200);
    child.kill();
  });

  it("replays a recording, faster if it is told to", async () => {
    const folder = mkdtempSync(join(tmpdir(), "coincall-replay-"));
    const file = join(folder, "session.ndjson");
    const frame = JSON.stringify({ dt: 30, c: 20, d: { s: "BTCUSD", pr: "95000" } });
    const lines = [0, 100_000].map((received) => JSON.stringify({ received, endpoint: "futures", frame }));
    writeFileSync(file, lines.join("\n"));
    const child = run("--replay", file, "--speed", "1000");
    const client = await Client.open(`${await firstLine(child)}/futures${FORM_2023}`);
    await client.ask({ c: 20, dt: 30, d: { s: "BTCUSD" } });
    for (const _ of lines) assert.equal((await client.push(30)).text, frame);
    child.kill();
    rmSync(folder, { recursive: true });
  });

  it("says which line of a recording cannot be read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "coincall-replay-"));
    const file = join(folder, "session.ndjson");
    writeFileSync(file, "\n{}\n");
    const child = run("--replay", file);
    assert.equal((await once(child, "close"))[0], 1);
    assert.match(child.output(), /^coincall-simulator: line 2 of the recording has no `received`[^\n]*\n$/);
    rmSync(folder, { recursive: true });
  });

  it("answers a wrong option with one sentence and code 2, without repeating what could be a secret", async () => {
    const child = run("--sekret=hush");
    assert.equal((await once(child, "close"))[0], 2);
    assert.equal(child.output(), "coincall-simulator: --sekret is not an option, or its value is missing\n");
  });
});

describe("The options of coincall-simulator", () => {
  it("are a market's, or a recording's", () => {
    const exchange = { port: 9000, host: "127.0.0.1", key: "k", secret: "s" };
    const common = ["--port", "9000", "--key", "k", "--secret", "s"];
    assert.deepEqual(parseOptions([...common, "--seed", "7"]), { ...exchange, seed: 7, control: false });
    const start = "2026-11-27T07:59:00Z";
    assert.deepEqual(parseOptions([...common, "--start", start, "--ladder", "wide"]), {
      ...exchange,
      control: false,
      start: Date.parse(start),
      ladder: "wide",
    });
    assert.deepEqual(parseOptions([...common, "--replay", "f.ndjson", "--speed", "2.5", "--loop"]), {
      ...exchange,
      recording: "f.ndjson",
      speed: 2.5,
      loop: true,
    });
    assert.deepEqual(parseOptions(["--figures", "numbers"]), {
      port: 0,
      host: "127.0.0.1",
      control: false,
      figures: "numbers",
    });
  });

  it("take key and secret from the environment, unless the arguments tell them", () => {
    const environment = { COINCALL_KEY: "k", COINCALL_SECRET: "s" };
    const defaults = { port: 0, host: "127.0.0.1", control: false };
    assert.deepEqual(parseOptions([], environment), { ...defaults, key: "k", secret: "s" });
    assert.deepEqual(parseOptions(["--key", "own"], environment), { ...defaults, key: "own", secret: "s" });
    assert.deepEqual(parseOptions([], { COINCALL_KEY: "", COINCALL_SECRET: "" }), defaults);
    assert.throws(() => parseOptions([], { COINCALL_SECRET: "s" }), UsageError);
  });

  it("are refused in a sentence when they make no sense, without repeating what could be a secret", () => {
    for (const argv of [
      ["--port", "x"],
      ["--port", "65536"],
      ["--secret", "hush"],
      ["--key", ""],
      ["hush"],
      ["--seed", "1.5"],
      ["--speed", "2"],
      ["--loop"],
      ["--replay", "session.ndjson", "--speed", "0"],
      ["--replay", "session.ndjson", "--seed", "1"],
      ["--replay", "session.ndjson", "--start", "2026-11-27"],
      ["--start", "tomorrow"],
      ["--start", "2026-11-27T07:59"],
      ["--start", "1970-01-01"],
      ["--ladder", "high"],
      ["--replay", "session.ndjson", "--figures", "texts"],
      ["--figures", "hush"],
    ]) {
      assert.throws(
        () => parseOptions(argv),
        (error) => {
          assert.ok(error instanceof UsageError, argv.join(" "));
          assert.doesNotMatch(error.message, /hush|\n/);
          return true;
        },
      );
    }
  });
});
