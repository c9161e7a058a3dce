import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type FlowNode, ROOT, type Version } from "../../embedded/harness";
import {
  createUserDirectory,
  linkPalette,
  removeUserDirectory,
  writeFlows,
} from "../../embedded/harness/user-directory";
import { runtimeOf } from "../../embedded/harness/versions";
import { freePort } from "./services/free-port";

export interface ProgramOptions {
  readonly version: Version;
  readonly flows: readonly FlowNode[];
  /** Folders of other palettes that the flows need. */
  readonly otherPalettes: readonly string[];
  /** The text of its `settings.js`. */
  readonly settings: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Node-RED as a user starts it: a program that reads its settings from a file. */
export interface Program {
  /** Its address, with no slash at the end. */
  readonly url: string;
  stop(): Promise<void>;
}

export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { version, flows, otherPalettes, settings, env } = options;
  const userDirectory = createUserDirectory();
  linkPalette(userDirectory, ROOT, ...otherPalettes);
  writeFlows(userDirectory, flows);
  const file = join(userDirectory, "settings.js");
  writeFileSync(file, settings);
  const port = await freePort();
  const { node, nodeRed } = runtimeOf(version);
  const args = [join(nodeRed, "red.js"), "-u", userDirectory, "-s", file, "-p", String(port)];
  const program = spawn(node, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const exited = once(program, "exit");
  for await (const line of createInterface(program.stdout)) if (line.includes("Started flows")) break;
  program.stdout.resume();
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      program.kill();
      await exited;
      removeUserDirectory(userDirectory);
    },
  };
}
