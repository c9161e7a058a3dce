/** What a message in says of subscriptions, before it is understood. Source: docs/contract.md, "Messages in". */
export interface Wished {
  symbols?: string | string[] | null;
  period?: string | null;
  expiry?: string | number | null;
}

export const WISHED_SCHEMA = {
  type: "object",
  properties: {
    symbols: { type: ["string", "array", "null"], items: { type: "string" } },
    period: { type: ["string", "null"] },
    expiry: { type: ["string", "number", "null"] },
  },
};
