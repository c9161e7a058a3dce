import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "../../test/embedded/harness";

const PROGRAM = join(ROOT, "dist/src/simulator/cli.js");

/** The exchange as a program of its own: where it has much to do, it must not make the harness late that measures. */
export class ExchangeProgram {
  readonly #process: ChildProcess;
  readonly port: number;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.port = port;
  }

  static async start(): Promise<ExchangeProgram> {
    const child = spawn(process.execPath, [PROGRAM], { stdio: ["ignore", "pipe", "inherit"] });
    const [url] = await once(createInterface(child.stdout), "line");
    return new ExchangeProgram(child, Number(new URL(url).port));
  }

  /** The options that are listed. */
  async options(): Promise<string[]> {
    const lists = ["BTC", "ETH"].map(async (coin) => {
      const response = await fetch(`http://127.0.0.1:${this.port}/open/option/getInstruments/${coin}`);
      const { data } = (await response.json()) as { data: { symbolName: string }[] };
      return data.map(({ symbolName }) => symbolName);
    });
    return (await Promise.all(lists)).flat();
  }

  async close(): Promise<void> {
    this.#process.kill();
    await once(this.#process, "exit");
  }
}
