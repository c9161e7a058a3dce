import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/run.mjs";

/** A package of its own, with the dashboard's nodes: a user of the palette needs none of it. */
export const DEMO = join(ROOT, "demo");

/** Where the dashboard is, below the address of Node-RED. */
export const DASHBOARD_PATH = "dashboard/market";

const DASHBOARD = join(ROOT, "examples/03 Dashboard/1 The market on a page.json");

/** The demo's tab, and beside it the dashboard of the examples on the same connection, so that both show one market. */
export function demoFlows() {
  const demo = flowIn(join(DEMO, "flows.json"));
  const connection = connectionOf(demo);
  if (!connection) return demo;
  const dashboard = flowIn(DASHBOARD);
  const theirs = connectionOf(dashboard);
  const shared = dashboard
    .filter((node) => node !== theirs)
    .map((node) => (node.connection === theirs.id ? { ...node, connection: connection.id } : node));
  return [...demo, ...shared];
}

function flowIn(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function connectionOf(flow) {
  return flow.find(({ type }) => type === "coincall-connection");
}
