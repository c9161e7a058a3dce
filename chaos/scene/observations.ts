import type { StatusReport } from "../../src/runtime/status/report";
import { KEY, type Message, type NodeRed, SECRET } from "../../test/embedded/harness";
import { Needles } from "../../test/support/secrets/needles";

export interface Trade {
  readonly symbol: string;
  readonly price: number;
  readonly size: number;
  readonly side: string;
  readonly timestamp: number;
  readonly history?: boolean;
}

const NEEDLES = new Needles(KEY, SECRET);

/** What Node-RED has shown since a deploy: messages, links, errors and its log. */
export class Observations {
  readonly #nodeRed: NodeRed;

  constructor(nodeRed: NodeRed) {
    this.#nodeRed = nodeRed;
  }

  get messages(): readonly Message[] {
    return this.#nodeRed.messages();
  }

  get books(): readonly Message[] {
    return this.messages.filter(({ coincall }) => coincall?.channel === "orderBook");
  }

  get trades(): readonly Trade[] {
    return this.messages
      .filter(({ coincall }) => coincall?.channel === "trades")
      .flatMap(({ payload }) => payload as Trade[]);
  }

  /** What was told of the links, oldest first. */
  get links(): readonly StatusReport[] {
    return this.#nodeRed.messages<StatusReport>("link").map(({ payload }) => payload);
  }

  /** When an endpoint's link opened, ms since 1970. */
  openings(endpoint: string): readonly number[] {
    const open = this.links.filter((link) => link.endpoint === endpoint && link.state === "open");
    const openings = open.map(({ since }) => since);
    return [...new Set(openings)];
  }

  /** The codes of the errors, oldest first. */
  get errors(): readonly (string | undefined)[] {
    return this.#nodeRed.catches.map(({ code }) => code);
  }

  /** Where a secret was found; empty when nowhere. */
  leaks(): readonly string[] {
    const shown = [...this.messages, ...this.#nodeRed.messages("link"), ...this.#nodeRed.catches];
    const texts = [...this.#nodeRed.log, ...shown.map((item) => JSON.stringify(item))];
    return texts.flatMap((text) => NEEDLES.in(text));
  }

  /** Messages that no flow should ever get: numbers that are none, and properties out of nowhere. */
  nonsense(): readonly string[] {
    return this.messages
      .map((message) => JSON.stringify(message))
      .filter((text) => text.includes("null") || text.includes('"polluted"'));
  }
}
