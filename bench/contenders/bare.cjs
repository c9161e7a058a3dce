/** A `ws` client and nothing else: it receives, or it receives and parses. Arguments: "receive" or "parse", then URLs. */
const WebSocket = require("ws");
const { listen, take, tell } = require("./probe.cjs");

const [does, ...urls] = process.argv.slice(2);
const work = { receive: () => take(), parse: (data) => take(JSON.parse(data)) }[does];

let open = 0;
for (const url of urls) {
  const socket = new WebSocket(url);
  socket.on("message", work);
  socket.on("open", () => {
    open += 1;
    if (open === urls.length) tell({ kind: "ready" });
  });
}
listen(
  () => {},
  () => process.exit(0),
);
