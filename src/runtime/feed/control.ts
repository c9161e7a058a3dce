import guards = require("#guards/runtime");

import { ANY_PERIODS, type AnyPeriod } from "../../history/periods/made-periods";
import type { Addressing } from "../../protocol/channels";
import { CoincallError } from "../../protocol/error";
import { symbolsIn } from "../../protocol/symbols/symbol-list";
import { quote } from "../quote";
import { unknownAction } from "../unknown-action";
import { namesWhatToWatch } from "./wishes/meant-to-replace";

/** What a flow tells a node to do. Source: docs/contract.md, "Messages in". */
export interface Control {
  readonly action: Action;
  /** `undefined` where the message names none. */
  readonly symbols: readonly string[] | undefined;
  readonly period: AnyPeriod | undefined;
  readonly expiry: string | number | undefined;
}

export const ACTIONS = ["subscribe", "unsubscribe", "replace", "clear", "list", "roll", "refresh"] as const;

export type Action = (typeof ACTIONS)[number];

/**
 * A message whose payload names what to watch needs no action: it comes from a drop-down, and means `replace`.
 *
 * @param addressing what the node's channel names its subscriptions with: anything else in the message is the flow's own
 * @throws CoincallError COINCALL_INPUT for a message that can't be followed
 */
export function readControl(message: object, addressing: Addressing): Control {
  const { symbols, payload, period, expiry, ...rest } = message as Record<string, unknown>;
  const action = rest.action === undefined && namesWhatToWatch(payload, addressing) ? "replace" : rest.action;
  if (!isAction(action)) throw unknownAction(action, ACTIONS);
  if (action === "clear" || action === "list" || action === "refresh") {
    return { action, symbols: undefined, period: undefined, expiry: undefined };
  }
  const wished: unknown = {
    // Whatever has its payload for something else can have all names roll.
    ...(addressing === "account" ? {} : { symbols: symbols ?? (action === "roll" ? undefined : payload) }),
    ...(addressing === "period" ? { period } : {}),
    ...(addressing === "chain" ? { expiry } : {}),
  };
  if (!guards.wished(wished)) throw new CoincallError("COINCALL_INPUT", "inputMalformed", { action });
  return {
    action,
    symbols: wished.symbols === undefined || wished.symbols === null ? undefined : symbolsIn(wished.symbols),
    period: readPeriod(wished.period),
    expiry: wished.expiry ?? undefined,
  };
}

function readPeriod(written: string | null | undefined): AnyPeriod | undefined {
  if (written === undefined || written === null) return undefined;
  const period = ANY_PERIODS.find((known) => known === written);
  if (period) return period;
  throw new CoincallError("COINCALL_INPUT", "periodUnknown", {
    period: quote(written),
    allowed: ANY_PERIODS.join(", "),
  });
}

function isAction(action: unknown): action is Action {
  return ACTIONS.some((known) => known === action);
}
