import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Mailbox } from "../embedded/harness/mailbox";
import { ownTerminal } from "../support/own-terminal";

/** A command in a process group of its own, as a terminal starts it, with its output line by line. */
export class Command {
  private readonly child: ChildProcess;
  private readonly output = new Mailbox<string>();
  private readonly exited: Promise<unknown>;

  constructor(folder: string, program: string, ...args: string[]) {
    this.child = spawn(program, args, {
      cwd: folder,
      env: ownTerminal(),
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.exited = once(this.child, "close");
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface(stream).on("line", (line) => this.output.add(line));
    }
  }

  get lines(): readonly string[] {
    return this.output.all;
  }

  /** The first line that fits, here already or still to come within `timeout` ms; rejects if the command ends first. */
  line(pattern: RegExp, timeout: number): Promise<string> {
    const ended = this.exited.then((): never => {
      throw new Error(`Ended without ${pattern}:\n${this.lines.slice(-40).join("\n")}`);
    });
    return Promise.race([this.output.next((line) => pattern.test(line), timeout), ended]);
  }

  /** Ctrl-C: the terminal tells the whole group. */
  interrupt(): void {
    this.tellGroup("SIGINT");
  }

  /** A signal to npm alone, as a supervisor sends it. */
  terminate(): void {
    this.child.kill("SIGTERM");
  }

  /** Resolves to the exit code, once the command has ended; `null` if a signal ended it. */
  async exit(): Promise<number | null> {
    await this.exited;
    return this.child.exitCode;
  }

  /** Whether any process of the group is left. */
  isAlive(): boolean {
    return this.tellGroup(0);
  }

  /** For a test that failed before it could end the command. */
  kill(): void {
    this.tellGroup("SIGKILL");
  }

  private tellGroup(signal: NodeJS.Signals | 0): boolean {
    try {
      return process.kill(-(this.child.pid ?? 0), signal);
    } catch {
      return false;
    }
  }
}
