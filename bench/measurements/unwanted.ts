import { formatDay } from "../../src/protocol/symbols/symbols";
import type { Properties } from "../../test/embedded/harness/flows";
import { EXPIRY, optionNames } from "../exchange/names";
import { measure } from "../measure";
import type { Measurement } from "../measurement";
import { bare, palette, type Receiver } from "../receivers";
import { SUBJECTS, type Subject } from "../subjects";

const WEEK = 7 * 24 * 60 * 60_000;
/** What a node asks for while only something else of the same kind is sent. */
const ELSE: Readonly<Record<Subject["name"], Properties>> = {
  greeks: { symbols: optionNames(2)[1] },
  orderBook: { symbols: "ETHUSD" },
  optionChain: { expiry: formatDay(EXPIRY + WEEK) },
};

/** Frames that nobody wants, as after a node has left in the dialect that knows no way to unsubscribe: µs a frame. */
export const UNWANTED: Measurement = {
  name: "unwanted",
  async round({ exchange, duration }) {
    const values: Record<string, number> = {};
    for (const subject of SUBJECTS) {
      const bystander: Receiver = { ...palette("unwanted", ELSE[subject.name]), takes: "nothing" };
      const received = await measure(exchange, bare("receive"), subject, duration);
      const dropped = await measure(exchange, bystander, subject, duration);
      values[`${subject.name} receive`] = received.cost;
      values[`${subject.name} unwanted`] = dropped.cost;
    }
    return values;
  },
};
