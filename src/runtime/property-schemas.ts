/** The schemas of saved properties, each under the name of its guard. */

import type guards from "#guards/properties";
import type { SchemaObject } from "../protocol/schema";
import { ALERT_PROPERTIES } from "./alert/properties";
import { CONNECTION_PROPERTIES } from "./connection/settings";
import { FEED_PROPERTIES } from "./feed/properties";
import { STATUS_PROPERTIES } from "./status/status-node";

export const SCHEMAS: Readonly<Record<keyof typeof guards, SchemaObject>> = {
  alert: { type: "object", properties: ALERT_PROPERTIES },
  connection: { type: "object", properties: CONNECTION_PROPERTIES },
  feed: { type: "object", properties: FEED_PROPERTIES },
  status: { type: "object", properties: STATUS_PROPERTIES },
};
