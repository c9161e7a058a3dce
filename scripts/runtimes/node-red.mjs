import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { StepError } from "../support/run.mjs";

const HOST = "127.0.0.1";
const FIRST_PORT = 1880;
const PORTS = 100;

/**
 * A Node-RED in this process, on the first free port from 1880; there can be one.
 *
 * @param folder where the package `node-red` is installed
 * @param own settings of this one: `userDir`, `nodesDir`, which is one or more folders with palettes in their node_modules, and others
 * @returns its address, and how to start and to stop it
 */
export async function createNodeRed(folder, own) {
  const requireInstalled = createRequire(join(folder, "package.json"));
  const RED = requireInstalled("node-red");
  const app = createRequire(requireInstalled.resolve("node-red"))("express")();
  const server = createServer(app);
  const port = await listenOnFreePort(server);

  RED.init(server, settings(port, own));
  app.use("/", RED.httpAdmin);
  app.use("/", RED.httpNode);
  return { address: `http://${HOST}:${port}/`, start: () => RED.start(), stop: () => stop(RED, server) };
}

async function stop(RED, server) {
  await RED.stop();
  server.close();
  server.closeAllConnections();
}

async function listenOnFreePort(server) {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS; port++) {
    server.listen(port, HOST);
    try {
      await once(server, "listening");
      return port;
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
      console.log(`Port ${port} is taken.`);
    }
  }
  throw new StepError(`No port from ${FIRST_PORT} to ${FIRST_PORT + PORTS - 1} is free.`);
}

/** Nothing is asked, fetched or reported, and no file outside the user directory is touched. */
function settings(port, own) {
  return {
    ...own,
    uiHost: HOST,
    uiPort: port,
    // The dashboard reads both, which a Node-RED that is started as a program has by default.
    httpAdminRoot: "/",
    httpNodeRoot: "/",
    flowFile: "flows.json",
    flowFilePretty: true,
    telemetry: { enabled: false, updateNotification: false },
    editorTheme: { tours: false, projects: { enabled: false }, ...own.editorTheme },
    logging: { console: { level: "error", metrics: false, audit: false } },
  };
}
