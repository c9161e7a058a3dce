import type { Node, NodeAPI, NodeDef } from "node-red";

/** Registers the node that judges messages and tells what a person wants to know. */
export function registerAlertNode(RED: NodeAPI): void {
  RED.nodes.registerType("coincall-alert", function (this: Node, saved: NodeDef) {
    RED.nodes.createNode(this, saved);
  });
}
