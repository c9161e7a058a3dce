import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { eventually } from "../eventually";

/** Debian puts servers where only root looks. */
const PLACES = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];

/** The path of a program, if this machine has it. */
export function programOf(name: string): string | undefined {
  return PLACES.map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** What a client prints, once it has ended. */
export async function printedBy(name: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(programOf(name) ?? name, args);
  return stdout;
}

/** A server of this machine as a process of the tests' own: on loopback, with a folder of its own, gone when they are. */
export class OwnProcess {
  readonly folder = mkdtempSync(join(tmpdir(), "coincall-service-"));
  #process: ChildProcess | undefined;
  readonly #kill = () => this.#process?.kill("SIGKILL");

  /** @param configuration the text of its configuration file, whose path becomes the last argument */
  async start(name: string, args: readonly string[], configuration: string, port: number): Promise<void> {
    const file = join(this.folder, "configuration");
    writeFileSync(file, configuration);
    process.once("exit", this.#kill);
    const server = spawn(programOf(name) ?? name, [...args, file], { stdio: "ignore" });
    this.#process = server;
    server.on("error", () => {});
    await eventually(
      () => answers(port),
      (isThere) => isThere,
    );
  }

  async stop(): Promise<void> {
    const server = this.#process;
    if (server && server.exitCode === null && server.signalCode === null) {
      const exited = once(server, "exit");
      server.kill("SIGKILL");
      await exited;
    }
    process.off("exit", this.#kill);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
