import { registerStatusNode } from "../src/runtime/status/status-node";

export = registerStatusNode;
