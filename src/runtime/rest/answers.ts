import type { Wire } from "../../protocol/text/numbers";

/** What is read of the exchange's answers over HTTP, with the schemas of their guards. */

export interface Configuration {
  optionConfig?: object;
  futuresConfig?: object;
}

export const CONFIGURATION_SCHEMA = {
  type: "object",
  properties: { optionConfig: { type: "object" }, futuresConfig: { type: "object" } },
};

export interface Listed {
  symbolName: string;
  isActive?: boolean;
}

export const LISTED_SCHEMA = {
  type: "object",
  required: ["symbolName"],
  properties: { symbolName: { type: "string" }, isActive: { type: "boolean" } },
};

/** A strike of a chain; one of the two can be `null`. */
export interface ChainRow {
  callOption?: ChainLeg | null;
  putOption?: ChainLeg | null;
}

export interface ChainLeg {
  symbol: string;
  underlyingPrice?: Wire;
  markPrice?: Wire;
  delta?: Wire;
}

/** A perpetual and its prices. */
export interface PriceRow {
  symbol: string;
  indexPrice?: Wire;
  markPrice?: Wire;
  price?: Wire;
}

const NUMBER = { type: ["number", "string", "null"] };

const CHAIN_LEG_SCHEMA = {
  type: ["object", "null"],
  required: ["symbol"],
  properties: { symbol: { type: "string" }, underlyingPrice: NUMBER, markPrice: NUMBER, delta: NUMBER },
};

export const CHAIN_ROW_SCHEMA = {
  type: "object",
  properties: { callOption: CHAIN_LEG_SCHEMA, putOption: CHAIN_LEG_SCHEMA },
};

export const PRICE_ROW_SCHEMA = {
  type: "object",
  required: ["symbol"],
  properties: { symbol: { type: "string" }, indexPrice: NUMBER, markPrice: NUMBER, price: NUMBER },
};
