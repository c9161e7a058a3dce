import { accessSync, constants, existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CAN_INSTALL, installPackages } from "./debian.mjs";
import { run, StepError } from "./run.mjs";

/** What the examples talk to, where Debian has it: its programs, its packages, and what these would start by themselves. */
const SERVICES = [
  {
    name: "Mosquitto",
    programs: ["mosquitto", "mosquitto_sub", "mosquitto_pub"],
    packages: ["mosquitto", "mosquitto-clients"],
    unit: "mosquitto.service",
  },
  {
    name: "InfluxDB",
    programs: ["influxd", "influx"],
    packages: ["influxdb", "influxdb-client"],
    unit: "influxdb.service",
  },
];

/** The same that the tests look in, see `test/gallery/support/services/own-process.ts`: a server may be for root only. */
const PLACES = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];

/** What Debian's packages ask before they start something; 101 forbids it. */
const POLICY = "/usr/sbin/policy-rc.d";
const START_NOTHING = "#!/bin/sh\nexit 101\n";

/** Sees that there are a real broker and a real database for the tests of the examples, which have stand-ins elsewhere. */
export async function ensureBrokerAndDatabase() {
  for (const service of SERVICES) if (!service.programs.every(isThere)) await install(service);
}

async function install({ name, packages, unit }) {
  try {
    if (!CAN_INSTALL) throw new StepError("Only root on Debian can install it.");
    console.log(`Installing ${name} …`);
    await withoutStarting(() => installPackages(...packages));
    await startNever(unit);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    console.log(`${error.message} The tests use a stand-in for ${name}.`);
  }
}

function isThere(program) {
  return PLACES.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The tests start processes of their own: nothing else is to listen on this machine because of them. */
async function withoutStarting(step) {
  if (existsSync(POLICY)) return step();
  writeFileSync(POLICY, START_NOTHING, { mode: 0o755 });
  try {
    return await step();
  } finally {
    rmSync(POLICY);
  }
}

/** Nor when it is started the next time. */
async function startNever(unit) {
  if (existsSync("/usr/bin/systemctl")) await run("systemctl", ["--quiet", "disable", unit]);
}
