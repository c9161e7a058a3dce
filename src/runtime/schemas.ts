/** The schemas of messages in, and of the exchange's answers over HTTP, each under the name of its guard. */

import type guards from "#guards/runtime";
import type { SchemaObject } from "../protocol/schema";
import { WISHED_SCHEMA } from "./feed/wishes/wished";
import { CHAIN_ROW_SCHEMA, CONFIGURATION_SCHEMA, LISTED_SCHEMA, PRICE_ROW_SCHEMA } from "./rest/answers";

export const SCHEMAS: Readonly<Record<keyof typeof guards, SchemaObject>> = {
  wished: WISHED_SCHEMA,
  configuration: CONFIGURATION_SCHEMA,
  listed: LISTED_SCHEMA,
  chainRow: CHAIN_ROW_SCHEMA,
  priceRow: PRICE_ROW_SCHEMA,
};
