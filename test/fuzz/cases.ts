import fc from "fast-check";
import type { Endpoint } from "../../src/protocol/channels";
import { anyDelivery, type Delivery } from "./arbitraries";
import { Bench, type Setting } from "./bench";
import { readCorpus } from "./corpus";

const ENDPOINTS: readonly Endpoint[] = ["options", "futures"];

/** Every setting that changes how a frame is read. */
export const SETTINGS: readonly Setting[] = (["signed", "apikey"] as const).flatMap((protocol) =>
  (["number", "string"] as const).map((numbers) => ({ protocol, numbers })),
);

/** The whole path, from bytes on a socket to `node.send`, with every setting that changes it. */
export class Fuzz {
  readonly #corpus = readCorpus();
  readonly #benches = new Map(SETTINGS.map((setting) => [setting, new Bench(setting, this.#corpus)]));

  /**
   * Tries so many cases. Rejects with the smallest failing one that it finds, and how to have it again.
   *
   * @param path where in the cases of the seed to begin, as a failure tells it
   */
  async run(cases: number, seed: number, path?: string): Promise<void> {
    const property = fc.asyncProperty(
      fc.constantFrom(...SETTINGS),
      fc.oneof(...ENDPOINTS.map((endpoint) => this.#sentTo(endpoint))),
      async (setting, { endpoint, deliveries }) => this.#benches.get(setting)?.try(endpoint, deliveries),
    );
    await fc.assert(property, { numRuns: cases, seed, ...(path === undefined ? {} : { path }) });
  }

  async close(): Promise<void> {
    for (const bench of this.#benches.values()) await bench.close();
  }

  #sentTo(endpoint: Endpoint): fc.Arbitrary<{ endpoint: Endpoint; deliveries: Delivery[] }> {
    return fc.record({
      endpoint: fc.constant(endpoint),
      deliveries: fc.array(anyDelivery(this.#corpus.frames[endpoint]), { minLength: 1, maxLength: 3 }),
    });
  }
}
