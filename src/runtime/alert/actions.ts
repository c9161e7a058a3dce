export const ALERT_ACTIONS = ["arm", "disarm", "reset", "test", "list"] as const;

export type AlertAction = (typeof ALERT_ACTIONS)[number];

/** A message with anything else, or nothing, as its action is data. */
export function actionIn({ action }: { readonly action?: unknown }): AlertAction | undefined {
  return ALERT_ACTIONS.find((known) => known === action);
}
