import type { Node, NodeAPI } from "node-red";
import { VALUES } from "../../protocol/decode";
import type { Connection } from "../connection/connection";
import { onFlowsStarted } from "../flow-start";
import { type NodeAtWork, registerPaletteNode } from "../palette-node";
import type { FeedDefinition } from "./definition";
import { FeedNode } from "./feed-node";
import { type FeedProperties, feedPropertyCheck } from "./properties";

/** Registers a palette node that sends what a channel brings. */
export function registerFeedNode(RED: NodeAPI, definition: FeedDefinition): void {
  registerPaletteNode(RED, {
    ...definition,
    check: feedPropertyCheck(definition.properties, definition.defaults ?? {}, VALUES[definition.channel]),
    run: (node, properties, connection) => runFeedNode(RED, node, definition, properties, connection),
  });
}

function runFeedNode(
  RED: NodeAPI,
  node: Node,
  definition: FeedDefinition,
  properties: FeedProperties,
  connection: Connection,
): NodeAtWork {
  const feedNode = new FeedNode(RED, node, definition, properties, connection);
  const notStarted = onFlowsStarted(RED, () => feedNode.start());
  node.on("input", (message, send, done) => feedNode.input(message, send, done));
  return {
    concernedBy: () => feedNode.concernedBy(),
    close: () => {
      notStarted();
      feedNode.close();
    },
  };
}
