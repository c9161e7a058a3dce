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
  /** Of `get`: whether one symbol is named, as a text and not in a list. */
  readonly isOfOne?: boolean;
}

export const ACTIONS = [
  "subscribe",
  "unsubscribe",
  "replace",
  "clear",
  "list",
  "get",
  "roll",
  "refresh",
] as const;

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
  const named = symbols ?? (mayNameIn(payload, action, addressing) ? payload : undefined);
  const wished: unknown = {
    ...(addressing === "account" && action !== "get" ? {} : { symbols: named }),
    ...(addressing === "period" ? { period } : {}),
    ...(addressing === "chain" ? { expiry } : {}),
  };
  if (!guards.wished(wished)) throw new CoincallError("COINCALL_INPUT", "inputMalformed", { action });
  const read =
    wished.symbols === undefined || wished.symbols === null ? undefined : symbolsIn(wished.symbols);
  const isText = typeof wished.symbols === "string";
  return {
    action,
    // Of a text in which nothing is named, all is asked for.
    symbols: action === "get" && isText && read?.length === 0 ? undefined : read,
    period: readPeriod(wished.period),
    expiry: wished.expiry ?? undefined,
    ...(action === "get" ? { isOfOne: isText && read?.length === 1 } : {}),
  };
}

/**
 * Whether a payload has the symbols of a message that has no others. Whatever has its payload for something else, an
 * HTTP request for instance, can have all names roll, and ask for the latest of all.
 */
function mayNameIn(payload: unknown, action: Action, addressing: Addressing): boolean {
  if (action === "roll") return false;
  if (action !== "get") return true;
  return namesWhatToWatch(payload, addressing) && !(Array.isArray(payload) && payload.length === 0);
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
