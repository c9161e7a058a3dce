import { join } from "node:path";
import { Contender } from "../contenders/contender";
import { measure } from "../measure";
import type { Measurement } from "../measurement";
import { palette, type Receiver } from "../receivers";
import { BOOK, type Subject } from "../subjects";

const PROGRAM = join(__dirname, "../bybit/client.cjs");
const THEIR_BOOK: Subject = { ...BOOK, label: "bybit's book", ring: { of: "bybit" } };

/** The client that people would pick for another exchange, with that exchange's books. */
const BYBIT: Receiver = {
  name: "bybit-api",
  takes: "all",
  copies: 1,
  async open(exchange, { endpoint }) {
    const client = await Contender.client(PROGRAM, [`${exchange.url}/${endpoint}`]);
    await exchange.clientsBecome(1, 1);
    return client;
  },
};

/** µs for a kB of a book's frame: of that client, and of the palette with its own. */
export const ANOTHER_CLIENT: Measurement = {
  name: "kilobyte",
  async round({ exchange, duration }) {
    const values: Record<string, number> = {};
    for (const [receiver, subject] of [
      [BYBIT, THEIR_BOOK],
      [palette("every"), BOOK],
    ] as const) {
      const bytes = await exchange.prepare(subject.ring);
      const { cost } = await measure(exchange, receiver, subject, duration);
      values[receiver.name] = cost / (bytes / 1000);
      values[`${receiver.name} bytes`] = bytes;
    }
    return values;
  },
};
