import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Mailbox } from "../../../embedded/harness/mailbox";
import type { Publication } from "../broker";
import { freePort } from "./free-port";
import { OwnProcess, printedBy, programOf } from "./own-process";

const PATIENCE = 10_000;
/** What tells that the client is subscribed: a publication that it sees. */
const FIRST = "coincall-tests/subscribed";

/** Debian's MQTT broker, which is read with its own client. */
export class Mosquitto {
  readonly #server = new OwnProcess();
  readonly #publications = new Mailbox<Publication>();
  #port = 0;
  #client: ChildProcess | undefined;

  static get isInstalled(): boolean {
    return ["mosquitto", "mosquitto_sub", "mosquitto_pub"].every(programOf);
  }

  async listen(): Promise<void> {
    this.#port = await freePort();
    const configuration = `listener ${this.#port} 127.0.0.1\nallow_anonymous true\npersistence false\n`;
    await this.#server.start("mosquitto", ["-c"], configuration, this.#port);
    await this.#subscribe();
  }

  /** What the user of an mqtt node fills in for this broker. */
  get filledIn(): { broker: string; port: string; autoConnect: boolean } {
    return { broker: "127.0.0.1", port: String(this.#port), autoConnect: true };
  }

  get publications(): readonly Publication[] {
    return this.#publications.all;
  }

  /** The next publication that fits and that no earlier call has returned. */
  next(fits: (publication: Publication) => boolean): Promise<Publication> {
    return this.#publications.next(fits, PATIENCE);
  }

  /** From here on, only what is still to come counts. */
  forget(): void {
    this.#publications.forget();
  }

  /** What a client is told that subscribes now: what is retained under that topic, or any below a filter. */
  async retained(filter: string): Promise<Publication[]> {
    const args = [...this.#address, "-t", filter, "--retained-only", "-W", "1", ...FORMAT];
    // It does not know when it was told everything, and ends after a second, with an exit code that says so.
    const printed = printedBy("mosquitto_sub", args).catch(({ stdout }) => String(stdout));
    return (await printed).split("\n").filter(Boolean).map(readPublication);
  }

  /** Publishes as another client would. */
  async publish(topic: string, payload: string, retain = false): Promise<void> {
    const what = payload === "" ? ["-n"] : ["-m", payload];
    const args = [...this.#address, "-t", topic, ...what, ...(retain ? ["-r"] : [])];
    await printedBy("mosquitto_pub", args);
  }

  async close(): Promise<void> {
    if (this.#client && this.#client.exitCode === null) {
      const exited = once(this.#client, "exit");
      this.#client.kill("SIGKILL");
      await exited;
    }
    await this.#server.stop();
  }

  get #address(): string[] {
    return ["-h", "127.0.0.1", "-p", String(this.#port)];
  }

  async #subscribe(): Promise<void> {
    const args = [...this.#address, "-V", "mqttv5", "--retain-as-published", "-t", "#", ...FORMAT];
    const client = spawn(programOf("mosquitto_sub") ?? "mosquitto_sub", args, {
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#client = client;
    createInterface(client.stdout).on("line", (line) => this.#publications.add(readPublication(line)));
    const seen = this.next(({ topic }) => topic === FIRST);
    const again = setInterval(() => this.publish(FIRST, "?").catch(() => {}), 50);
    await seen.finally(() => clearInterval(again));
  }
}

/** A publication a line, as JSON: topic, whether it is retained, and what was published. */
const FORMAT = ["-F", "%j"];

function readPublication(line: string): Publication {
  const { topic, retain, payload } = JSON.parse(line);
  return { topic, retain: retain === 1, payload: payload ?? "" };
}
