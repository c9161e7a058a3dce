import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connection, flowOf, type NodeRed, node, ROOT, startNodeRed } from "../embedded/harness";
import { ownTerminal } from "../support/own-terminal";

const MODULE = "@optionflow/node-red-coincall";
const PACKAGE = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

/** All that a user needs. */
const NEEDED = [
  /^(LICENSE|(README|CHANGELOG|SECURITY)\.md|package\.json)$/,
  /^docs\/(?:(?:examples|options|programs)\/)?[a-z-]+\.md$/,
  /^dist\/(guards|nodes|src)\/.+\.js$/,
  /^dist\/palette\.js$/,
  /^dist\/nodes\/[a-z-]+\.html$/,
  /^dist\/nodes\/icons\/[a-z-]+\.svg$/,
  /^dist\/(nodes\/)?locales\/[A-Za-z-]+\/[a-z-]+\.(json|html)$/,
  /^examples\/.+\.json$/,
  /^examples\/04 Home\/coincall-alert\.yaml$/,
  /^resources\/editor\.js$/,
  /^examples\/([^/]+\/){1,2}(flows|dashboard)\.png$/,
  /^docs\/images\/(demo|dashboard|form-search|form-test|rolling|alert-(option|form|flow))\.png$/,
];

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

describe("The package", function () {
  this.timeout(120_000);
  let folder: string;
  let packed: Packed;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "coincall-package-"));
    // npm test has built it already: no script may build it again under the other tests.
    const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
    [packed] = JSON.parse(npm(args, ROOT));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("holds only what a user needs", () => {
    const paths = packed.files.map(({ path }) => path);
    assert.deepEqual(
      paths.filter((path) => !NEEDED.some((pattern) => pattern.test(path))),
      [],
    );
    for (const pattern of NEEDED)
      assert.ok(
        paths.some((path) => pattern.test(path)),
        `nothing like ${pattern}`,
      );
    for (const file of Object.values<string>(PACKAGE["node-red"].nodes)) {
      assert.ok(paths.includes(file), file);
      assert.ok(paths.includes(file.replace(/\.js$/, ".html")), `the form of ${file}`);
    }
    for (const file of ["README.md", "LICENSE"]) assert.ok(paths.includes(file), file);
  });

  it("is small", () => {
    console.log(`      ${packed.files.length} files, ${Math.round(packed.unpackedSize / 1000)} kB unpacked`);
    // The pictures are nearly half of it, ten languages a fifth, and the exchange in it a tenth.
    assert.ok(packed.unpackedSize < 6_300_000);
  });

  it("has its programs executable", () => {
    for (const program of Object.values(PACKAGE.bin)) {
      const { mode = 0 } = packed.files.find(({ path }) => path === program) ?? {};
      assert.equal(mode & 0o111, 0o111, String(program));
    }
  });

  describe("installed from its tarball in a clean user directory", () => {
    let userDirectory: string;
    let nodeRed: NodeRed | undefined;

    before(async () => {
      userDirectory = mkdtempSync(join(tmpdir(), "coincall-user-"));
      writeFileSync(join(userDirectory, "package.json"), '{ "name": "user", "private": true }');
      npm(
        ["install", join(folder, packed.filename), "--prefer-offline", "--no-audit", "--no-fund"],
        userDirectory,
      );
      const spot = node("coincall-spot", { symbols: "BTCUSD" });
      nodeRed = await startNodeRed({ version: "4.1", userDirectory, flows: flowOf(connection(), spot) });
    });
    after(async () => {
      await nodeRed?.stop();
      rmSync(userDirectory, { recursive: true, force: true });
    });

    it("loads all its nodes in Node-RED", async () => {
      const response = await nodeRed?.admin("/nodes");
      const sets = (await response?.json()) as { module: string; types: string[]; err?: string }[];
      const ours = sets.filter(({ module }) => module === MODULE);
      assert.deepEqual(
        ours.filter(({ err }) => err !== undefined),
        [],
      );
      assert.deepEqual(
        ours.flatMap(({ types }) => types).sort(),
        Object.keys(PACKAGE["node-red"].nodes).sort(),
      );
    });

    it("brings prices with nothing but its own dependencies", async () => {
      const message = await nodeRed?.nextMessage<{ price: number }>();
      assert.ok((message?.payload.price ?? 0) > 0);
    });

    it("brings the simulator's program, which prints its URL first", async () => {
      const program = spawn(join(userDirectory, "node_modules/.bin/coincall-simulator"), {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [line] = await once(createInterface(program.stdout), "line");
      program.kill();
      await once(program, "exit");
      assert.match(line, /^ws:\/\/127\.0\.0\.1:\d+\/?$/);
    });
  });
});

function npm(args: readonly string[], cwd: string): string {
  return execFileSync("npm", args, {
    cwd,
    env: ownTerminal(),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}
