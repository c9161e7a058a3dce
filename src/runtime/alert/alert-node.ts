import type { Node, NodeAPI, NodeDef } from "node-red";
import type { CoincallError } from "../../protocol/error";
import { registerAlertRoutes } from "../admin/alert-routes";
import { onFlowsStarted } from "../flow-start";
import { translated } from "../texts";
import { problemsAsWritten } from "../written-properties";
import { AlertAtWork } from "./alert-at-work";
import { checkAlertProperties } from "./properties";
import { runs, runsNoMore } from "./running-alerts";
import { prepareAlert } from "./settings";

export const ALERT_TYPE = "coincall-alert";

/** Registers the node that judges messages and tells what a person wants to know. It uses no connection. */
export function registerAlertNode(RED: NodeAPI): void {
  RED.nodes.registerType(ALERT_TYPE, function (this: Node, saved: NodeDef) {
    RED.nodes.createNode(this, saved);
    const { properties, problems } = checkAlertProperties(saved);
    const prepared = problems.length === 0 ? prepareAlert(RED, this, properties) : undefined;
    const faults = asTold(RED, saved, prepared?.faults ?? problems);
    if (!prepared || faults.length > 0) runBrokenAlert(RED, this, faults);
    else
      runAlert(
        RED,
        this,
        new AlertAtWork(RED, this, properties, prepared, asTold(RED, saved, prepared.flaws)),
      );
  });
  registerAlertRoutes(RED);
}

function asTold(RED: NodeAPI, saved: NodeDef, problems: readonly CoincallError[]): readonly CoincallError[] {
  return problemsAsWritten(RED, saved, problems).map((problem) => translated(RED, problem));
}

function runAlert(RED: NodeAPI, node: Node, alert: AlertAtWork): void {
  const notStarted = onFlowsStarted(RED, () => alert.start());
  runs(node, alert);
  node.on("input", (message, send, done) => alert.input(message, send, done));
  node.on("close", (removed: boolean, done: () => void) => {
    notStarted();
    runsNoMore(node);
    void alert.close(removed).then(done);
  });
}

/** A node that can't judge anything says why once: messages may come by the thousand. */
function runBrokenAlert(RED: NodeAPI, node: Node, problems: readonly CoincallError[]): void {
  node.on("input", (_message, _send, done) => done());
  const notStarted = onFlowsStarted(RED, () => {
    node.status({ fill: "red", shape: "dot", text: problems[0]?.message ?? "" });
    for (const problem of problems) node.error(problem, {});
  });
  node.on("close", () => notStarted());
}
