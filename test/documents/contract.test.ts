import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import english from "../../locales/en-US/connection.json";
import { CONDITIONS } from "../../src/alert/rule";
import { DROP_REASONS } from "../../src/link/feed/drops";
import { ERROR_CODES } from "../../src/protocol/error";
import { ALERT_ACTIONS } from "../../src/runtime/alert/actions";
import { baseOf, type Environment } from "../../src/runtime/connection/settings";
import { ACTIONS } from "../../src/runtime/feed/control";
import type { ListedSubscription } from "../../src/runtime/feed/listed";
import type { StatusReport } from "../../src/runtime/status/report";
import { STATUS_ACTIONS } from "../../src/runtime/status/status-node";
import { found, PACKAGE, ROOT, read } from "./documents";
import { codeIn, codesIn, sectionOf, tableIn } from "./tables";

const CONTRACT = read("docs/contract.md");

/** Complete by their types: a word that is missing here, or is no longer in the code, is an error of the compiler. */
const LISTED: Record<ListedSubscription["state"], true> = {
  pending: true,
  live: true,
  rejected: true,
  expired: true,
  choosing: true,
};
const LINKS: Record<StatusReport["state"], true> = {
  idle: true,
  connecting: true,
  open: true,
  waiting: true,
  refused: true,
  overdue: true,
  recovered: true,
  expired: true,
  rolled: true,
};
const REPORT: Record<keyof StatusReport, true> = {
  connection: true,
  endpoint: true,
  state: true,
  symbol: true,
  rolled: true,
  reason: true,
  since: true,
  attempt: true,
  down: true,
  downFor: true,
  retryIn: true,
  subscriptions: true,
  messagesPerSecond: true,
  latency: true,
  dropped: true,
  coverage: true,
};

describe("The contract and the code name the same", () => {
  const names = (heading: string, title: string) =>
    tableIn(CONTRACT, heading, title).flatMap((row) => codesIn(row[title]));

  function same(heading: string, title: string, code: Iterable<string>): void {
    assert.deepEqual(names(heading, title).toSorted(), [...code].toSorted());
  }

  it("nodes", () => same("The nodes", "type", Object.keys(PACKAGE["node-red"].nodes)));

  it("nodes in the palette, and their channels", () => {
    for (const row of tableIn(CONTRACT, "The nodes", "type")) {
      const file = codeIn(row.type).replace("coincall-", "");
      if (file === "connection") continue;
      assert.equal(row["in the palette"], JSON.parse(read(`locales/en-US/${file}.json`)).palette);
      assert.equal(codeIn(row.channel), /channel: "(\w+)"/.exec(read(`nodes/${file}.ts`))?.[1] ?? "", file);
    }
  });

  it("addresses of the exchange", () => {
    const { values = "" } =
      tableIn(CONTRACT, "coincall-connection", "property").find(
        ({ property }) => codeIn(property) === "environment",
      ) ?? {};
    for (const environment of ["live", "beta"] satisfies Environment[]) {
      const base = baseOf({ environment, url: "", insecure: false } as Parameters<typeof baseOf>[0]);
      assert.ok(values.includes(`\`${environment}\` ${base} `), base);
    }
  });

  it("actions of the nodes with a channel", () => same("Messages in", "`msg.action`", ACTIONS));

  it("actions of the status node", () => {
    const section = sectionOf(CONTRACT, "coincall-status");
    assert.deepEqual(found(section, /`msg\.action: "(\w+)"`/g), [...STATUS_ACTIONS]);
  });

  it("actions of the alert node, and its conditions", () => {
    same("coincall-alert", "`msg.action`", ALERT_ACTIONS);
    const row = tableIn(CONTRACT, "coincall-alert", "property").find(
      ({ property }) => codeIn(property) === "condition",
    );
    for (const condition of CONDITIONS) assert.ok(row?.values?.includes(`\`${condition}\``), condition);
  });

  it("states in the answer to list", () => same("Messages in", "state", Object.keys(LISTED)));

  it("states of a link", () => same("coincall-status", "state", Object.keys(LINKS)));

  it("fields and figures of a status node's message", () => {
    const told = [...names("coincall-status", "field"), ...names("coincall-status", "figure")];
    assert.deepEqual(told.toSorted(), Object.keys(REPORT).toSorted());
  });

  it("reasons to drop something", () => same("coincall-status", "dropped", DROP_REASONS));

  it("texts of a status", () => {
    const texts = Object.values(english.status).map((text) =>
      text.replace("__words__", "WORDS").replace(/__\w+__/g, "N"),
    );
    same("Status", "text", texts);
  });

  it("error codes", () => same("Errors", "code", ERROR_CODES));

  it("calls of the admin API, and their permissions", () => {
    const files = readdirSync(join(ROOT, "src/runtime"), { recursive: true, encoding: "utf8" });
    const source = files
      .filter((file) => file.endsWith(".ts"))
      .map((file) => read(`src/runtime/${file}`))
      .join();
    const calls = names("Admin API", "call").map((call) => call.split(" ")[1] ?? "");
    assert.deepEqual(calls.toSorted(), found(source, /"(\/coincall\/[\w/:-]+)"/g).toSorted());
    const permissions = names("Admin API", "permission");
    assert.deepEqual(
      [...new Set(permissions)].toSorted(),
      [...new Set(found(source, /needsPermission\("([\w.]+)"\)/g))].toSorted(),
    );
  });

  it("programs", () => {
    const programs = found(sectionOf(CONTRACT, "Programs"), /`(coincall-[a-z]+)`/g);
    assert.deepEqual(programs.toSorted(), Object.keys(PACKAGE.bin).toSorted());
  });
});
