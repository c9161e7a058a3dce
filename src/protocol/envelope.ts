import { BLANK, DECIMAL } from "./text/numbers";

/** Numbers come as numbers or as digits, by channel and by year. */
export type Integer = number | string;

/** What is read of a frame before it is known what it is. */
export interface Envelope {
  c?: Integer | null;
  dt?: Integer | null;
  rc?: Integer | null;
  ts?: Integer | null;
  d?: object | string | null;
  action?: string | null;
  dataType?: string | null;
  payload?: object | string | null;
  result?: string | null;
  msg?: string | null;
  ping?: Integer | null;
}

/** Characters; ids are no longer. */
const LONGEST_PING = 64;

const integer = { type: ["number", "string", "null"], pattern: DECIMAL };
const time = { type: ["number", "string", "null"], pattern: `${DECIMAL}|${BLANK}` };
const text = { type: ["string", "null"] };
const anything = { type: ["object", "array", "string", "null"] };

export const ENVELOPE_SCHEMA = {
  type: "object",
  properties: {
    c: integer,
    dt: integer,
    rc: integer,
    ts: time,
    d: anything,
    action: text,
    dataType: text,
    payload: anything,
    result: text,
    msg: text,
    ping: { type: ["number", "string", "null"], maxLength: LONGEST_PING },
  },
};
