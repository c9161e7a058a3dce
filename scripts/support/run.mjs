import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A step that went wrong in a way that its own output explains: shown without a stack. */
export class StepError extends Error {}

/** Runs a program with the caller's terminal, from the checkout's folder. Resolves to its exit code; it ends when the caller does. */
export async function run(command, args, { cwd = ROOT, env = process.env } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: "inherit" });
  const takeAlong = () => child.kill();
  process.once("exit", takeAlong);
  const [code, signal] = await once(child, "close");
  process.off("exit", takeAlong);
  return code ?? `ended by ${signal}`;
}

/** Runs a JavaScript program of an installed package with this Node.js. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}

/** npm as it was started, or the one on the path: on Windows that is a script, which needs a shell. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) return runNode([npm, ...args], options);
  return process.platform === "win32"
    ? run("cmd", ["/c", "npm", ...args], options)
    : run("npm", args, options);
}

/** Fails the caller's step when a program's exit code is not 0. */
export async function must(what, exit) {
  const code = await exit;
  if (code !== 0) throw new StepError(`${what} failed (${code}).`);
}

/** The last resort of every command: a plain line for a failed step, a stack for a mistake of ours. */
export function fail(error) {
  console.error(error instanceof StepError ? `\n${error.message}` : error);
  process.exit(1);
}
