import { freePort } from "./free-port";
import { OwnProcess, printedBy, programOf } from "./own-process";
import type { Row } from "./rows";

const DATABASE = "coincall";

interface Answer {
  readonly results: readonly {
    readonly series?: readonly {
      readonly columns: readonly string[];
      readonly values: readonly Row[string][][];
    }[];
  }[];
}

/** Debian's InfluxDB, which is read with its own client. */
export class Influx {
  readonly #server = new OwnProcess();
  #port = 0;

  static get isInstalled(): boolean {
    return ["influxd", "influx"].every(programOf);
  }

  async listen(): Promise<void> {
    this.#port = await freePort();
    const folder = (name: string) => JSON.stringify(`${this.#server.folder}/${name}`);
    const configuration = [
      "reporting-disabled = true",
      'bind-address = "127.0.0.1:0"',
      `[meta]\ndir = ${folder("meta")}`,
      `[data]\ndir = ${folder("data")}\nwal-dir = ${folder("wal")}`,
      "[monitor]\nstore-enabled = false",
      `[http]\nbind-address = "127.0.0.1:${this.#port}"`,
    ].join("\n");
    await this.#server.start("influxd", ["-config"], configuration, this.#port);
    await this.#execute(`CREATE DATABASE ${DATABASE}`);
  }

  /** What the user of the example fills in. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/write?db=${DATABASE}&precision=ms`;
  }

  /** What is stored of a measurement, in the order of time; tags and fields that a row has not are left out. */
  async rows(measurement: string): Promise<Row[]> {
    const { results } = await this.#execute(`SELECT * FROM "${measurement}"`);
    const [{ series = [] } = {}] = results;
    return series.flatMap(({ columns, values }) => values.map((row) => rowOf(columns, row)));
  }

  close(): Promise<void> {
    return this.#server.stop();
  }

  async #execute(query: string): Promise<Answer> {
    const address = ["-host", "127.0.0.1", "-port", String(this.#port)];
    const how = ["-database", DATABASE, "-precision", "ms", "-format", "json"];
    return JSON.parse(await printedBy("influx", [...address, ...how, "-execute", query]));
  }
}

function rowOf(columns: readonly string[], values: readonly Row[string][]): Row {
  const cells = columns.map((column, index) => [column, values[index] ?? null] as const);
  return Object.fromEntries(cells.filter(([, value]) => value !== null));
}
