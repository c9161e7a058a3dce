import { type AddressInfo, createServer, type Socket } from "node:net";
import { Mailbox } from "../../embedded/harness/mailbox";
import { service } from "./other-packages";

export interface Publication {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

interface Packet {
  readonly topic: string;
  readonly payload: Buffer | string;
  readonly retain: boolean;
}

interface Client {
  readonly id: string;
}

/** As much of the package `aedes` as is used here. */
interface Aedes {
  readonly handle: (socket: Socket) => void;
  on(event: "publish", listener: (packet: Packet, client: Client | null) => void): void;
  on(event: "clientError" | "connectionError", listener: () => void): void;
  publish(packet: object, done: (error?: Error) => void): void;
  close(closed: () => void): void;
}

interface AedesPackage {
  readonly Aedes: { createBroker(): Promise<Aedes> };
}

const PATIENCE = 10_000;
/** Topics that the broker itself publishes to begin so. */
const OWN = "$SYS/";

/** An MQTT broker on loopback. */
export class Broker {
  readonly #server = createServer();
  readonly #sockets = new Set<Socket>();
  readonly #publications = new Mailbox<Publication>();
  #aedes: Aedes | undefined;

  async listen(): Promise<void> {
    const aedes = await service<AedesPackage>("aedes").Aedes.createBroker();
    this.#aedes = aedes;
    aedes.on("publish", ({ topic, payload, retain }) => {
      if (!topic.startsWith(OWN)) this.#publications.add({ topic, payload: payload.toString(), retain });
    });
    for (const event of ["clientError", "connectionError"] as const) aedes.on(event, () => {});
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      aedes.handle(socket);
    });
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** What the user of an mqtt node fills in for this broker. */
  get filledIn(): { broker: string; port: string; autoConnect: boolean } {
    return { broker: "127.0.0.1", port: String(this.port), autoConnect: true };
  }

  get publications(): readonly Publication[] {
    return this.#publications.all;
  }

  /** The next publication that fits and that no earlier call has returned. */
  next(fits: (publication: Publication) => boolean): Promise<Publication> {
    return this.#publications.next(fits, PATIENCE);
  }

  forget(): void {
    this.#publications.forget();
  }

  /** What a client is told that subscribes now: what is retained under that topic, or any below a filter. */
  async retained(filter: string): Promise<Publication[]> {
    const below = filter.replace(/#$/, "");
    const isMeant = (topic: string) => (below === filter ? topic === filter : topic.startsWith(below));
    const latest = new Map(
      this.publications
        .filter(({ topic, retain }) => retain && isMeant(topic))
        .map((publication) => [publication.topic, publication] as const),
    );
    return [...latest.values()].filter(({ payload }) => payload !== "");
  }

  /** Publishes as another client would. */
  publish(topic: string, payload: string, retain = false): Promise<void> {
    return new Promise((resolve, reject) => {
      const packet = { cmd: "publish", topic, payload, qos: 0, retain, dup: false };
      this.#aedes?.publish(packet, (error) => (error ? reject(error) : resolve()));
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#aedes?.close(resolve));
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
