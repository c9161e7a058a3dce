import assert from "node:assert/strict";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { tryConnection, type Verdict } from "../../../src/runtime/admin/trial";
import { type ConnectionProperties, checkConnection } from "../../../src/runtime/connection/settings";
import { Budget } from "../../../src/runtime/rest/budget";
import { Rest } from "../../../src/runtime/rest/rest";
import { CERTIFICATE, PRIVATE_KEY } from "../../support/certificate";

const NO_EXCHANGE: Verdict = { ok: false, reason: "noExchange", values: {} };

/** What may stand at an address beside an exchange. */
const OTHERS: Readonly<Record<string, () => Server>> = {
  "a web server": () => createHttpServer((_request, response) => response.writeHead(404).end()),
  "one that redirects": () =>
    createHttpServer((_request, response) => response.writeHead(302, { Location: "/" }).end()),
  "a mail server": () => createServer((socket) => socket.on("error", () => {}).end("220 mail.example\r\n")),
  "one that hangs up": () => createServer((socket) => socket.destroy()),
  "one that says nothing": () => createServer((socket) => socket.on("error", () => {})),
  "one that speaks TLS": () =>
    createTlsServer({ cert: CERTIFICATE, key: PRIVATE_KEY }).on("tlsClientError", () => {}),
};

/** ms; long enough for what is on this machine. */
const DEADLINE = 1_000;

describe("A trial of a connection", () => {
  const servers: Server[] = [];

  after(() => {
    for (const server of servers) server.close();
  });

  async function portOf(server: Server): Promise<number> {
    servers.push(server);
    server.on("connection", (socket) => socket.unref());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }

  function tried(base: string, environment: ConnectionProperties["environment"]): Promise<Verdict> {
    const { properties } = checkConnection({ environment, url: base });
    const rest = new Rest(base.replace(/^ws/, "http"), undefined, new Budget());
    const credentials = { apiKey: "key", apiSecret: "secret" };
    return tryConnection({ base, properties, credentials, tls: undefined, rest }, DEADLINE);
  }

  it("says the same of a closed port, of whatever else is there, and of silence, at an address of one's own", async () => {
    const addresses = await Promise.all(
      Object.values(OTHERS).flatMap((start) =>
        ["ws", "wss"].map(async (scheme) => `${scheme}://127.0.0.1:${await portOf(start())}`),
      ),
    );
    const all = [...addresses, "ws://127.0.0.1:1", "wss://nowhere.invalid"];
    for (const verdict of await Promise.all(all.map((address) => tried(address, "custom")))) {
      assert.deepEqual(verdict, NO_EXCHANGE);
    }
  });

  it("says what is wrong on the way to an exchange that is known", async () => {
    const { reason, values } = await tried("wss://127.0.0.1:1", "live");
    assert.deepEqual({ reason, values }, { reason: "unreachable", values: { cause: "ECONNREFUSED" } });
  });

  it("says that a key was refused, as an exchange does", async () => {
    const exchange = createHttpServer((_request, response) => response.writeHead(403).end());
    const { reason, values } = await tried(`ws://127.0.0.1:${await portOf(exchange)}`, "custom");
    assert.deepEqual({ reason, values }, { reason: "refused", values: { status: 403 } });
  });
});
