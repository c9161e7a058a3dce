import assert from "node:assert/strict";
import type { Endpoint } from "../../src/protocol/channels";
import type { ProtocolName } from "../../src/protocol/dialects";
import { classify } from "../../src/protocol/frames";
import { parseExactly, parseJson } from "../../src/protocol/text/json";
import type { Connection } from "../../src/runtime/connection/connection";
import type { ConnectionNode } from "../../src/runtime/connection/connection-node";
import { ALERTS, passOn } from "./alerts";
import type { Delivery } from "./arbitraries";
import { type Corpus, PERPETUAL, SEED_OPTIONS } from "./corpus";
import { Palette } from "./palette";
import { assertFigures, assertNothingPolluted, assertSound, assertTold, keysOfPrototypes } from "./sound";
import { Wire } from "./wire";

export interface Setting {
  readonly protocol: ProtocolName;
  readonly numbers: "number" | "string";
}

const CREDENTIALS = { apiKey: "7Qx+fuzz/KEY=", apiSecret: "s3cr3t+fuzz/=" };
const CONNECTION = "connection";
const STATUS = "status";
/** After so many cases all is set up anew: a candle of the year 200,000 makes every later one late. */
const LIFETIME = 300;

const OPTIONS_CHANNELS = ["kline", "order-book", "trades", "option-chain", "greeks", "balance", "spot"];
const FUTURES_CHANNELS = ["kline", "order-book", "trades", "spot"];

/**
 * The whole palette on a real socket. `every` nodes tell what becomes of each frame; `latest` nodes, which leave frames
 * out by design, are only looked at for what they send.
 */
export class Bench {
  readonly #setting: Setting;
  readonly #option: string;
  #wire: Wire | undefined;
  /** One for all: what takes long is to register the types. */
  readonly #palette = new Palette({
    sent: (node, message) => this.#look(node, message),
    shown: (_node, text) => this.#shown.push(text),
  });
  #casesLeft = 0;
  /** Texts of the frames that an `every` node has sent a message of, as a flow may have them. */
  readonly #emitted = new Set<string>();
  #shown: string[] = [];
  #flaw: unknown;

  constructor(setting: Setting, { option }: Corpus) {
    this.#setting = setting;
    this.#option = option;
  }

  /** Sends the deliveries of one case, and throws when anything that was promised does not hold. */
  async try(endpoint: Endpoint, deliveries: readonly Delivery[]): Promise<void> {
    try {
      await this.#try(endpoint, deliveries);
    } catch (error) {
      // What follows must not suffer from this case, or the smallest failing one would not be found.
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#palette.close();
    await this.#wire?.close();
    this.#wire = undefined;
  }

  async #try(endpoint: Endpoint, deliveries: readonly Delivery[]): Promise<void> {
    if (this.#casesLeft === 0 || !this.#wire) this.#wire = await this.#setUp();
    this.#casesLeft -= 1;
    this.#emitted.clear();
    this.#shown = [];
    this.#flaw = undefined;
    const before = this.#dropped(endpoint);
    const untouched = keysOfPrototypes();
    const survived = await this.#wire.deliver(endpoint, deliveries);
    if (!survived) this.#casesLeft = 0;
    this.#askForStatus();
    if (this.#flaw) throw this.#flaw;
    assertNothingPolluted(untouched);
    this.#assertNoSecret();
    // After a lost link nobody knows how much of what was sent has been read.
    if (survived) this.#assertAccounted(deliveries, this.#dropped(endpoint) - before);
  }

  async #setUp(): Promise<Wire> {
    await this.close();
    const wire = new Wire();
    await wire.listen();
    this.#casesLeft = LIFETIME;
    this.#palette.deploy(this.#flow(wire.url));
    await wire.connected();
    return wire;
  }

  #flow(url: string) {
    const connection = {
      id: CONNECTION,
      type: "coincall-connection",
      environment: "custom",
      url,
      protocol: this.#setting.protocol,
      credentials: CREDENTIALS,
    };
    const status = { id: STATUS, type: "coincall-status", connection: CONNECTION };
    const palette = [
      ...OPTIONS_CHANNELS.map((channel) => [channel, "options"] as const),
      ...FUTURES_CHANNELS.map((channel) => [channel, "futures"] as const),
    ].flatMap(([channel, endpoint]) => this.#pair(channel, endpoint));
    return [connection, status, ...palette, ...this.#byIds(), ...ALERTS];
  }

  /** The dialect of 2023 has no trades with ids. */
  #byIds() {
    if (this.#setting.protocol !== "signed") return [];
    return (["options", "futures"] as const).flatMap((endpoint) =>
      this.#pair("trades", endpoint).map((node) => ({ ...node, id: `${node.id} by ids`, tradeIds: true })),
    );
  }

  #pair(channel: string, endpoint: Endpoint) {
    const common = {
      type: `coincall-${channel}`,
      connection: CONNECTION,
      endpoint,
      numbers: this.#setting.numbers,
      symbols: this.#symbols(channel, endpoint),
    };
    return [
      { ...common, id: `${channel} ${endpoint} every`, includeRaw: true },
      {
        ...common,
        id: `${channel} ${endpoint} latest`,
        emit: "latest",
        interval: 1,
        candles: "closed",
        output: "table",
        depth: 3,
        history: false,
      },
    ];
  }

  #symbols(channel: string, endpoint: Endpoint): string {
    if (endpoint === "futures" || channel === "spot") return PERPETUAL;
    const options = [this.#option, ...SEED_OPTIONS];
    return (channel === "trades" ? [PERPETUAL, ...options] : options).join(" ");
  }

  /** A throw in here would be taken for one of the node's. */
  #look(node: string, message: object): void {
    try {
      if (passOn(this.#palette, node, message)) {
        assertTold(message);
        return;
      }
      assertSound(message);
      const { payload, raw } = message as { payload: unknown; raw?: string };
      if (node !== STATUS) assertFigures(payload, this.#setting.numbers);
      if (raw !== undefined) this.#emitted.add(raw);
    } catch (error) {
      this.#flaw ??= error;
    }
  }

  #askForStatus(): void {
    if (this.#casesLeft % 50 === 0) this.#palette.receive(STATUS, { action: "get" });
  }

  #dropped(endpoint: Endpoint): number {
    const counts = this.#connection?.feed(endpoint).figures().dropped;
    return Object.values<number>(counts ?? {}).reduce((sum, count) => sum + count, 0);
  }

  get #connection(): Connection | undefined {
    return (this.#palette.node(CONNECTION) as ConnectionNode | undefined)?.connection;
  }

  #assertNoSecret(): void {
    for (const text of this.#shown) {
      for (const secret of Object.values(CREDENTIALS)) assert.ok(!text.includes(secret), text);
    }
  }

  /** Every frame was emitted, or counted, or is an answer to something. */
  #assertAccounted(deliveries: readonly Delivery[], dropped: number): void {
    const unaccounted = deliveries.filter(
      (delivery) => delivery.kind !== "text" || !(this.#isEmitted(delivery.text) || isAnswer(delivery.text)),
    );
    assert.ok(dropped >= unaccounted.length, `neither emitted nor counted: ${JSON.stringify(unaccounted)}`);
  }

  /** By chance a mutation holds what could be a signature, and no flow has that. */
  #isEmitted(text: string): boolean {
    const arrived = { text: sentAs(text) };
    return this.#emitted.has(this.#connection?.maskedFrame(arrived) ?? arrived.text);
  }
}

/** What arrives of a text: half a character is none in UTF-8. */
function sentAs(text: string): string {
  return Buffer.from(text).toString();
}

function isAnswer(text: string): boolean {
  return [parseJson, parseExactly].some((parse) => {
    try {
      const { kind } = classify(parse(sentAs(text)));
      return kind === "acknowledgement" || kind === "heartbeat";
    } catch {
      return false;
    }
  });
}
