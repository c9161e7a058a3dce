import { measure } from "../measure";
import type { Measurement } from "../measurement";
import { bare, palette } from "../receivers";
import { differences, median, quantile } from "../statistics";
import { GREEKS, type Subject } from "../subjects";

/** A frame at a time: what is measured is how long one takes, not how long it waits for others. */
const EVEN: Subject = { ...GREEKS, pace: { rate: 1_000, burst: 1, patient: false } };

/** From the socket of the sender to the end of the flow, and to a bare client: ms. */
export const DELAY: Measurement = {
  name: "delay",
  async round({ exchange, duration }) {
    const values: Record<string, number> = {};
    for (const receiver of [bare("receive"), palette("every")]) {
      const { moments, sentAt } = await measure(exchange, receiver, EVEN, duration, { keepMoments: true });
      const delays = differences(moments, sentAt);
      values[`${receiver.name} median`] = median(delays);
      values[`${receiver.name} p99`] = quantile(delays, 0.99);
    }
    return values;
  },
};
