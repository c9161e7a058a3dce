import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Exchange, startReplay } from "../../src/simulator/index";
import { connection, flowOf, type NodeRed, node, startNodeRed, VERSIONS } from "../embedded/harness";
import { eventually } from "./support/eventually";
import { example } from "./support/example";

const NAME = "07 Record and replay/1 Record a session";
const DAY = 86_400_000;

interface Line {
  readonly received: number;
  readonly endpoint: string;
  readonly frame: string;
}

interface Trade {
  readonly price: number;
  readonly history?: boolean;
}

for (const version of VERSIONS) {
  describe(`A session recorded and replayed, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    let nodeRed: NodeRed;
    let replay: Exchange | undefined;

    before(async () => {
      nodeRed = await startNodeRed({ version });
    });
    afterEach(async () => {
      await nodeRed.deploy([]);
      await replay?.close();
      replay = undefined;
      nodeRed.forget();
    });
    after(() => nodeRed.stop());

    /** The lines of the example's file so far; the last may be half written. */
    function recorded(): string[] {
      const folder = join(nodeRed.directory, "coincall");
      const [file] = existsSync(folder) ? readdirSync(folder) : [];
      return file === undefined ? [] : readFileSync(join(folder, file), "utf8").split("\n").slice(0, -1);
    }

    async function follow(lines: readonly string[], ...nodes: ReturnType<typeof node>[]): Promise<void> {
      replay = await startReplay({ recording: lines });
      const credentials = { apiKey: "any", apiSecret: "any" };
      const custom = connection({ environment: "custom", url: replay.url, credentials });
      await nodeRed.deploy(flowOf(custom, ...nodes));
    }

    it("is a line a frame, none twice, and brings the same prices again", async () => {
      await nodeRed.deploy(example(NAME));
      const lines = await eventually(recorded, (found) => kinds(found).size === 3 && found.length >= 12);
      const frames = lines.map((line): Line => JSON.parse(line));
      assert.equal(new Set(frames.map(({ frame }) => frame)).size, frames.length);
      const prices = frames
        .map(({ frame }) => JSON.parse(frame))
        .filter(({ dt, d }) => dt === 30 && d.s === "BTCUSD")
        .map(({ d }) => Number(d.pr));

      await follow(lines, node("coincall-spot", { symbols: "BTCUSD" }));
      for (const price of prices.slice(0, 2)) {
        assert.equal((await nodeRed.nextMessage<{ price: number }>()).payload.price, price);
      }
    });

    it("is as new to a node as it was then, however old it is", async () => {
      const then = Date.now() - 6 * DAY - 3_600_000;
      const trade = (offset: number, price: number, traded: number) =>
        JSON.stringify({
          received: then + offset,
          endpoint: "futures",
          frame: JSON.stringify({
            dt: 33,
            c: 20,
            d: [{ s: "BTCUSD", pr: price, q: 1, sd: 1, ts: then + traded }],
            ts: then + offset,
          }),
        });
      const lines = [trade(0, 1, -60_000), trade(100, 2, 90)];
      await follow(lines, node("coincall-trades", { endpoint: "futures", symbols: "BTCUSD" }));
      const [first, second] = [await nodeRed.nextMessage<Trade[]>(), await nodeRed.nextMessage<Trade[]>()];
      assert.deepEqual([first.payload[0]?.price, first.payload[0]?.history], [1, true]);
      assert.deepEqual([second.payload[0]?.price, second.payload[0]?.history], [2, undefined]);
    });
  });
}

/** `futures 30`, of each kind of frame. */
function kinds(lines: readonly string[]): Set<string> {
  const frames = lines.map((line): Line => JSON.parse(line));
  return new Set(frames.map(({ endpoint, frame }) => `${endpoint} ${JSON.parse(frame).dt}`));
}
