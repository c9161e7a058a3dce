import { fork } from "node:child_process";
import { join } from "node:path";
import { Child } from "../child";
import type { Order, Pace, Played, Report } from "./orders";
import { AS_TODAY, type Manner, type Ring } from "./rings";

const PROGRAM = join(__dirname, "program.ts");

/** The exchange's process, as the bench sees it. */
export class Exchange {
  readonly url: string;
  readonly #child: Child<Order, Report>;
  #manner = AS_TODAY;

  private constructor(child: Child<Order, Report>, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(): Promise<Exchange> {
    const child = new Child<Order, Report>(fork(PROGRAM, { execArgv: ["--import", "tsx"] }), "The exchange");
    return new Exchange(child, (await child.next("listening")).url);
  }

  /** Writes the figures of all frames like this from now on. */
  write(manner: Manner): void {
    this.#manner = manner;
  }

  /** Makes the frames of a ring, unless they are there. Resolves to the bytes of a frame, on average. */
  async prepare(ring: Ring): Promise<number> {
    this.#child.tell({ kind: "prepare", ring, manner: this.#manner });
    return (await this.#child.next("prepared")).bytes;
  }

  /** Resolves once the clients have asked for so many symbols, over so many connections. */
  async clientsBecome(connected: number, subscribed: number): Promise<void> {
    await this.#child.latest(
      "clients",
      (clients) => clients.connected === connected && clients.subscribed === subscribed,
    );
  }

  /** Resolves once everything was received. */
  async play(ring: Ring, count: number, pace: Pace): Promise<Played> {
    this.#child.tell({ kind: "play", ring, manner: this.#manner, count, ...pace });
    return this.#child.next("played");
  }

  /** Cuts every line, and lets so many minutes of candles go by that nobody hears of. */
  cut(missed: number): void {
    this.#child.tell({ kind: "cut", missed });
  }

  stop(): Promise<void> {
    return this.#child.stop({ kind: "stop" });
  }
}
