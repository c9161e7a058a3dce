import { registerAlertNode } from "../src/runtime/alert/alert-node";

export = registerAlertNode;
