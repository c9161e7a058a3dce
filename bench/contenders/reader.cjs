/**
 * A `ws` client that reads frames as the palette does, with its parser and its checks, and does nothing more: what a
 * flow pays once, however many nodes want a frame. Arguments: a channel, and a URL.
 */
const WebSocket = require("ws");
const { PlainJson } = require("../../dist/src/protocol/text/plain-json.js");
const { pushKind } = require("../../dist/src/protocol/rows/push-kind.js");
const { readRows } = require("../../dist/src/protocol/rows/rows.js");
const { listen, take, tell } = require("./probe.cjs");

const [channel, url] = process.argv.slice(2);
const parser = new PlainJson(pushKind(channel));

const socket = new WebSocket(url);
socket.on("message", (frame) => {
  const { rows, unreadable } = readRows(channel, parser.parse(frame).d);
  if (unreadable > 0) throw new Error(`The palette's parser can't read a frame of ${channel}.`);
  take(rows.length);
});
socket.on("open", () => tell({ kind: "ready" }));
listen(
  () => {},
  () => process.exit(0),
);
