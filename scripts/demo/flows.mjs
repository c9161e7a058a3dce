import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/run.mjs";

/** A package of its own, with the dashboard's nodes: a user of the palette needs none of it. */
export const DEMO = join(ROOT, "demo");

/** Where the dashboard is, below the address of Node-RED. */
export const DASHBOARD_PATH = "dashboard/market";

const ROLLING_OPTIONS = join(DEMO, "rolling-options.json");
const DASHBOARD = join(ROOT, "examples/03 Dashboard/3 The market on a page.json");

/** The demo's tabs, and beside them the dashboard of the examples, all on one connection, so that they show one market. */
export function demoFlows() {
  const demo = flowIn(join(DEMO, "flows.json"));
  const connection = connectionOf(demo);
  if (!connection) return demo;
  return [demo, onConnection(connection, ROLLING_OPTIONS), onConnection(connection, DASHBOARD)].flat();
}

function onConnection({ id }, file) {
  const flow = flowIn(file);
  const own = connectionOf(flow);
  return flow
    .filter((node) => node !== own)
    .map((node) => (node.connection === own.id ? { ...node, connection: id } : node));
}

function flowIn(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function connectionOf(flow) {
  return flow.find(({ type }) => type === "coincall-connection");
}
