/**
 * How often a call may be made, and which ones must be signed. Each has a limit of its own; what is not here has none.
 *
 * Source: docs/protocol.md, "REST (public, no signature)" and "REST (signed)".
 */

export interface Rule {
  readonly path: RegExp;
  readonly requests: number;
  /** ms. */
  readonly window: number;
  /** Signed calls are counted by key, the others by the address they come from. */
  readonly signed: boolean;
}

const SECOND = 1_000;

const RULES: readonly Rule[] = [
  publicly(/^\/open\/public\/config\/v1$/, 10, 2 * SECOND),
  publicly(/^\/open\/public\/fundingRate\/v1$/, 10, 2 * SECOND),
  publicly(/^\/open\/option\/order\/orderbook\/v1\//, 30, 2 * SECOND),
  publicly(/^\/open\/futures\/order\/orderbook\/v1\//, 30, 2 * SECOND),
  publicly(/^\/open\/option\/get-delivery-prices\/v1$/, 1, SECOND),
  signed(/^\/open\/account\/summary\/v1$/, 2),
  signed(/^\/open\/option\/position\/get\/v1$/, 5),
  signed(/^\/open\/futures\/position\/get\/v1$/, 5),
  signed(/^\/open\/option\/order\/pending\/v1$/, 5),
  signed(/^\/open\/futures\/order\/pending\/v1$/, 5),
  signed(/^\/open\/option\/trade\/history\/v1$/, 4),
  signed(/^\/open\/futures\/trade\/history\/v1$/, 4),
  signed(/^\/open\/auth\/user\/query-api$/, 2),
];

export function ruleFor(path: string): Rule | undefined {
  return RULES.find((rule) => rule.path.test(path));
}

function publicly(path: RegExp, requests: number, window: number): Rule {
  return { path, requests, window, signed: false };
}

function signed(path: RegExp, requests: number): Rule {
  return { path, requests, window: SECOND, signed: true };
}
