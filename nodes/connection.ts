import type { NodeAPI } from "node-red";
import { LIVE } from "../src/runtime/admin/live";
import { registerRoutes } from "../src/runtime/admin/routes";
import { registerConnectionNode } from "../src/runtime/connection/connection-node";
import { EXCHANGES } from "../src/runtime/rest/exchanges";

export = (RED: NodeAPI) => {
  registerConnectionNode(RED);
  registerRoutes(RED, EXCHANGES, LIVE);
};
