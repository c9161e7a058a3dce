import { HttpReceiver } from "../http-receiver";
import { Influx } from "./influx";
import { type Row, readLine } from "./rows";

/** For the titles of tests. */
export const DATABASE = Influx.isInstalled ? "InfluxDB" : "a stand-in for InfluxDB";

/** A database as the tests of the examples use one: Debian's where this machine has it, else the stand-in. */
export type InfluxHere = Influx | InfluxStandIn;

export function influxHere(): InfluxHere {
  return Influx.isInstalled ? new Influx() : new InfluxStandIn();
}

/** Takes lines, and reads them itself. */
class InfluxStandIn {
  readonly #web = new HttpReceiver();

  listen(): Promise<void> {
    return this.#web.listen();
  }

  get url(): string {
    return `${this.#web.url}/write?db=coincall&precision=ms`;
  }

  async rows(wanted: string): Promise<Row[]> {
    return this.#web.requests
      .flatMap(({ body }) => body.split("\n"))
      .map(readLine)
      .filter(({ measurement }) => measurement === wanted)
      .map(({ row }) => row)
      .sort((one, other) => Number(one.time) - Number(other.time));
  }

  close(): Promise<void> {
    return this.#web.close();
  }
}
