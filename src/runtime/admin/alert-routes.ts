import type { Node, NodeAPI } from "node-red";
import { CoincallError } from "../../protocol/error";
import { previewOf } from "../alert/preview";
import { runningAlert } from "../alert/running-alerts";
import { answer, type Request, refuseOtherSites } from "./answers";

const TEXT = "/coincall/alert/text";
const TEST = "/coincall/alert/:id/test";

/** Characters of what a form says of an alert. */
const LONGEST_FORM = 65_536;

/**
 * What the form of an alert asks the server. Source: docs/contract.md, "Admin API". Answers are codes and values, but for the
 * texts of alerts.
 */
export function registerAlertRoutes(RED: NodeAPI): void {
  const { needsPermission } = RED.auth;
  RED.httpAdmin.post(
    TEXT,
    refuseOtherSites,
    needsPermission("flows.write"),
    (request, response) => void answer(response, () => text(RED, request)),
  );
  RED.httpAdmin.post(
    TEST,
    refuseOtherSites,
    needsPermission("coincall.write"),
    (request, response) => void answer(response, () => test(RED, request.params.id)),
  );
}

/** `id` of a node, deployed or not, and `settings` as its form has them. */
async function text(RED: NodeAPI, { headers, body }: Pick<Request, "headers" | "body">): Promise<object> {
  // One that comes in pieces does not say it; it is read by then, up to Node-RED's own limit.
  const length = Number(headers["content-length"] ?? JSON.stringify(body ?? null).length);
  if (length > LONGEST_FORM) {
    throw new CoincallError("COINCALL_INPUT", "requestTooLong", { most: LONGEST_FORM });
  }
  const { id, settings } = Object(body) as Record<string, unknown>;
  const node: Node | null = typeof id === "string" ? RED.nodes.getNode(id) : null;
  return previewOf(RED, node, Object(settings) as object);
}

/** Has a deployed alert send a test, and tells its text. */
async function test(RED: NodeAPI, id: unknown): Promise<object> {
  const running = runningAlert(typeof id === "string" ? RED.nodes.getNode(id) : null);
  if (!running) throw new CoincallError("COINCALL_CONFIG", "alertNotDeployed");
  const { text } = await running.test();
  return { text };
}
