import type { Agent } from "node:http";
import type { ConnectionOptions } from "node:tls";
import { HttpProxyAgent, HttpsProxyAgent } from "hpagent";
import type { NodeAPI } from "node-red";
import { getProxyForUrl } from "proxy-from-env";
import type { Target } from "../../link/socket/session";
import { CoincallError } from "../../protocol/error";

/** What a `tls-config` node of Node-RED's core offers. */
export interface TlsNode {
  addTLSOptions(options: object): Certificates;
}

type Certificates = Pick<
  ConnectionOptions,
  "ca" | "cert" | "key" | "passphrase" | "servername" | "ALPNProtocols" | "rejectUnauthorized"
>;

/** @throws CoincallError COINCALL_CONFIG for a node that is gone: without its certificates the link would only fail */
export function tlsNodeOf(RED: NodeAPI, id: string): TlsNode | undefined {
  if (id === "") return undefined;
  const node: unknown = RED.nodes.getNode(id);
  if (typeof (node as TlsNode | null)?.addTLSOptions === "function") return node as TlsNode;
  throw new CoincallError("COINCALL_CONFIG", "tlsMissing");
}

/** Where a WebSocket leads to, and how. */
export function targetOf(url: string, base: string, tls: TlsNode | undefined): Target {
  const tunnel = new AbortController();
  const options = networkOptions(base, tls, tunnel.signal);
  return { url, options, proxy: proxyHost(base), abandon: () => tunnel.abort() };
}

/**
 * How to reach a host: with the certificates of a `tls-config` node, and through the proxy of the environment.
 *
 * @param over when nobody waits for the proxy any more
 */
export function networkOptions(
  base: string,
  tls: TlsNode | undefined,
  over: AbortSignal,
): Certificates & { agent?: Agent } {
  const certificates = tls?.addTLSOptions({}) ?? {};
  const agent = proxyAgent(base, certificates, over);
  return { ...certificates, ...(agent ? { agent } : {}) };
}

/** Host and port of the proxy that leads to a host; `undefined` where none does. */
export function proxyHost(base: string): string | undefined {
  const proxy = proxyFor(base);
  return proxy === "" ? undefined : new URL(proxy).host;
}

/** `https_proxy` and `http_proxy` are named after the protocols that a WebSocket begins as. */
function proxyFor(base: string): string {
  return getProxyForUrl(base.replace(/^ws/, "http"));
}

function proxyAgent(base: string, tls: Certificates, over: AbortSignal): Agent | undefined {
  const proxy = proxyFor(base);
  if (proxy === "") return undefined;
  // The agent asks the proxy in a request of its own, which does not end with the one that it is asked for. Its types
  // do not know that it takes all options of a request.
  const proxyRequestOptions: object = { signal: over };
  return /^(wss|https):/.test(base)
    ? new HttpsProxyAgent({ ...tls, proxy, proxyRequestOptions })
    : new HttpProxyAgent({ proxy, proxyRequestOptions });
}
