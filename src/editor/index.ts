/** What the forms of the nodes share. The build makes it the global `Coincall` of the editor. */

import { prepareAlert, saveAlert } from "./alert/alert-form";
import { prepareBeginning } from "./connection/beginning";
import { prepareMissingKey } from "./connection/missing-key";
import { goOnToSymbols } from "./connection/next-field";
import { makeButtonsReachable } from "./connection/reachable-buttons";
import { prepareStoredKey } from "./connection/stored-key";
import { prepareTrial } from "./connection/trial";
import { proposeConnection, rememberConnection } from "./connection/usual-connection";
import { prepareExpiry } from "./expiry/expiry-field";
import { unfoldIfChanged } from "./form/advanced";
import type { EditorNode } from "./form/editor-node";
import { field, openForm } from "./form/form";
import { endNode } from "./form/new-nodes";
import { showProblems } from "./form/problems";
import { touchAll } from "./form/quiet";
import { followConditions } from "./form/visibility";
import { prepareMarketLine } from "./market/market-line";
import { Markets } from "./market/markets";
import { prepareNumbers } from "./numbers";
import { makeFindable } from "./palette";
import { prepareSample } from "./sample/sample-field";
import { tellUntaken } from "./symbols/search/untaken";
import { prepareSymbols } from "./symbols/symbols-field";
import { prepareValues } from "./values";

export { beginAlert } from "./alert/alert-form";
export { alertLabel } from "./alert/label";
export { canTest, sendTest } from "./alert/test-button";
export { beginWithConnection as beginNode } from "./connection/usual-connection";
export { check } from "./form/check";
export { connectionLabel, watchLabel } from "./labels";

makeFindable();

/** Prepares the form of any of the nodes: each part of it does nothing where its field is not there. */
export function prepareForm(node: EditorNode): void {
  const form = openForm(node);
  if (!form) return;
  proposeConnection(node);
  prepareAlert(node, form);
  goOnToSymbols(node, form);
  prepareMarket(node, form);
  prepareNumbers(form);
  prepareValues(node);
  makeButtonsReachable(node, form);
  prepareBeginning(node, form);
  prepareStoredKey(node, form);
  prepareMissingKey(node, form);
  prepareTrial(node, form);
  prepareSample(node, form);
  unfoldIfChanged(node, form);
  showProblems(node, form);
  // Last, as the rows that are wrong stay in sight.
  followConditions(node, form);
}

/** Somebody is content with a form: what is wrong all the same is said, and what was typed and is not saved with it. */
export function saveForm(node: EditorNode): void {
  const form = field(node, "name")?.form;
  if (form) touchAll(form);
  endNode(node);
  saveAlert(node);
  rememberConnection(node);
  tellUntaken(node);
}

/** The fields that know what the chosen market lists. */
function prepareMarket(node: EditorNode, form: HTMLElement): void {
  const markets = new Markets(node);
  prepareSymbols(node, form, markets);
  prepareExpiry(node, form, markets.chosen);
  if (!form.querySelector(".coincall-market")) return;
  prepareMarketLine(form, markets.chosen);
  $(form).on("change", () => markets.update());
  markets.update();
}
