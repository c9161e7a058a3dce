import { existsSync } from "node:fs";
import { must, run } from "./run.mjs";

/** Whether the user may install packages of the system, and the system has Debian's way to. */
export const CAN_INSTALL = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** Fails when a package cannot be had. */
export async function installPackages(...packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await must("apt-get update", run("apt-get", ["update", "-qq"], { env }));
  const args = ["install", "-y", "-qq", "--no-install-recommends", ...packages];
  await must("apt-get install", run("apt-get", args, { env }));
}
