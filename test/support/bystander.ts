import { type AddressInfo, createServer } from "node:net";

/** Somebody on this machine whom nothing of ours has any business with. */
export interface Bystander {
  /** `ws://127.0.0.1:port` */
  readonly url: string;
  /** What each connection began with. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

export async function startBystander(): Promise<Bystander> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (bytes) => {
      heard.push(bytes.toString());
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
