import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, useRig, VERSIONS } from "../embedded/harness";
import { eventually } from "./support/eventually";
import { example, fillIn } from "./support/example";
import { spot } from "./support/frames";

const EXAMPLE = "02 Alerts/12 A health check over HTTP";
const PATH = "/coincall/health";
/** Where a Node-RED in a container is. */
const IN_CONTAINER = "http://127.0.0.1:1880";
const HEALTHCHECK = /^ {4}HEALTHCHECK .*\n.*$/m;

interface Health {
  readonly status: number;
  readonly ok: boolean;
  readonly endpoints: Readonly<Record<"options" | "futures", { readonly state: string }>>;
}

function readMe(): string {
  return String(example(EXAMPLE).find(({ type }) => type === "comment")?.info);
}

/** The two lines of a Dockerfile, in the example's read-me or a document. */
function healthcheckIn(text: string): string {
  return HEALTHCHECK.exec(text)?.[0] ?? "";
}

for (const version of VERSIONS) {
  describe(`The health check of the gallery, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    const rig = useRig({ version });

    async function ask(): Promise<Health> {
      const response = await fetch(rig.nodeRed.url + PATH);
      return { ...((await response.json()) as Health), status: response.status };
    }

    /** What a container's health check would say. @returns its exit code */
    function askAsDocker(): Promise<number> {
      const [, script = ""] = /CMD node -e "(.*)"$/.exec(healthcheckIn(readMe())) ?? [];
      const command = ["-e", script.replace(IN_CONTAINER, rig.nodeRed.url)];
      return new Promise((resolve) => {
        execFile(process.execPath, command, (error) => resolve(error ? Number(error.code) : 0));
      });
    }

    async function deploy(overdue: number): Promise<void> {
      const nodes = { "coincall-spot": { overdue } };
      await rig.nodeRed.deploy(fillIn(example(EXAMPLE), { exchange: rig.exchange, nodes }));
    }

    it("answers 200 while the link holds, 503 while it is down, and 200 again", async () => {
      await deploy(60);
      const well = await eventually(ask, ({ status }) => status === 200);
      assert.deepEqual([well.ok, well.endpoints.futures.state], [true, "open"]);
      assert.equal(await askAsDocker(), 0);

      rig.exchange.refuseWith(503, { "Retry-After": "1" });
      rig.exchange.drop();
      const down = await eventually(ask, ({ status }) => status === 503);
      assert.equal(down.ok, false);
      assert.match(down.endpoints.futures.state, /^(waiting|connecting)$/);
      assert.equal(await askAsDocker(), 1);

      rig.exchange.refuseWith(undefined);
      await eventually(ask, ({ status }) => status === 200);
    });

    it("answers 503 while a price is overdue", async () => {
      await deploy(1);
      const silent = await eventually(
        ask,
        ({ status, endpoints }) => status === 503 && endpoints.futures.state === "open",
      );
      assert.equal(silent.ok, false);
      rig.exchange.push("futures", spot("BTCUSD", 50_000));
      await eventually(ask, ({ status }) => status === 200);
    });

    it("answers nobody with the reports that nobody asked for", async () => {
      const before = rig.nodeRed.log.length;
      await deploy(60);
      await eventually(ask, ({ status }) => status === 200);
      assert.deepEqual(
        rig.nodeRed.log.slice(before).filter((line) => /\[(warn|error)\]/.test(line)),
        [],
      );
    });
  });
}

describe("The lines for Docker's health check", () => {
  it("are the same in the example's read-me and in the documents", () => {
    const lines = healthcheckIn(readMe());
    assert.match(lines, /HEALTHCHECK/);
    assert.ok(
      readFileSync(join(ROOT, "docs/what-happens-when.md"), "utf8").includes(lines.replace(/^ {4}/gm, "")),
    );
  });
});
