/** What can stand between a client and an exchange on loopback: a proxy, and somebody who speaks TLS for it. */
import { createServer } from "node:http";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

export interface Tunnel {
  readonly port: number;
  close(): Promise<void>;
}

export interface TestProxy extends Tunnel {
  /** Each `CONNECT` so far: where to, and with which `Proxy-Authorization`. */
  readonly requests: { readonly to: string; readonly authorization: string | undefined }[];
  /** Answers with an HTTP status in place of a tunnel from now on; `undefined` opens tunnels again. */
  refuseWith: number | undefined;
  /** Says nothing to whoever asks for a tunnel from now on. */
  hangs: boolean;
  /** Connections that are open now. */
  open(): number;
}

/** @param leadsTo a port of this machine to which every tunnel leads; without it, where it is asked to */
export async function startProxy(leadsTo?: number): Promise<TestProxy> {
  const server = createServer();
  const { sockets, ...tunnel } = await listening(server);
  const open = () => [...sockets].filter((socket) => !socket.destroyed).length;
  const proxy: TestProxy = { ...tunnel, requests: [], refuseWith: undefined, hangs: false, open };
  server.on("connect", (request, socket: Socket) => {
    const to = request.url ?? "";
    proxy.requests.push({ to, authorization: request.headers["proxy-authorization"] });
    socket.on("error", () => {});
    if (proxy.hangs) {
      // What is not read has no end.
      socket.resume().on("end", () => socket.end());
      return;
    }
    if (proxy.refuseWith !== undefined) {
      socket.end(`HTTP/1.1 ${proxy.refuseWith} No\r\n\r\n`);
      return;
    }
    const [host, port] = leadsTo === undefined ? to.split(":") : ["127.0.0.1", leadsTo];
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      join(socket, target);
    });
    sockets.add(target);
  });
  return proxy;
}

/** Takes TLS connections and passes what they hold on to a port of this machine. */
export async function startTlsFront(cert: string, key: string, port: number): Promise<Tunnel> {
  const server = createTlsServer({ cert, key }, (socket) => join(socket, connect(port, "127.0.0.1")));
  // A client that does not trust the certificate hangs up in the middle.
  server.on("tlsClientError", () => {});
  return listening(server);
}

function join(one: Socket, other: Socket): void {
  for (const socket of [one, other]) socket.on("error", () => {});
  one.on("close", () => other.destroy());
  other.on("close", () => one.destroy());
  one.pipe(other).pipe(one);
}

async function listening(server: Server): Promise<Tunnel & { sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
