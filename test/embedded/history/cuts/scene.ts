import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { type Simulator, startSimulator } from "../../../../src/simulator/index";
import { asItIs, type Bend, BentExchange } from "../../../support/bent-exchange";
import { connectionTo, type FlowNode, node, output, type Properties } from "../../harness";

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** Of the market, ms since 1970: a little ahead of the machine's clock, and at most a day. */
const SOON = Math.ceil(Date.now() / MINUTE) * MINUTE;
const BEFORE_EIGHT = -3 * MINUTE;
const EIGHT = Math.ceil((SOON - BEFORE_EIGHT - 8 * 60 * MINUTE) / DAY) * DAY + 8 * 60 * MINUTE;
export const PERPETUALS = ["BTCUSD", "ETHUSD"];

/** ms; a lost link may be tried again after half a second, on a busy machine later. */
const PATIENCE = 20_000;

/** A cut of the line, as it is played. */
export interface Cut {
  readonly what: string;
  /** When it is at the market, ms since 1970. */
  readonly at: number;
  /** Whether the machine's clock is ahead, which only frames of the present dialect tell. */
  readonly isOff?: boolean;
  /** Whether there is another before what it took is filled. */
  readonly isTwo?: boolean;
  play(scene: Scene): void | Promise<void>;
}

export const CUTS: readonly Cut[] = [
  { what: "of 3 s", at: SOON, play: ({ exchange }) => exchange.cut(3 * SECOND) },
  { what: "of 70 s", at: SOON, play: (scene) => scene.cut(70 * SECOND) },
  { what: "of 20 min", at: SOON, play: (scene) => scene.cut(20 * MINUTE) },
  {
    what: "with the machine's clock an hour ahead",
    at: SOON - 60 * MINUTE,
    isOff: true,
    play: (scene) => scene.cut(70 * SECOND),
  },
  { what: "over 08:00 UTC", at: EIGHT + BEFORE_EIGHT, play: (scene) => scene.cut(5 * MINUTE) },
  {
    what: "while another is being filled",
    at: SOON,
    isTwo: true,
    play: async (scene) => {
      const { exchange } = scene;
      exchange.bend = slow;
      scene.cut(5 * MINUTE);
      await isAsked(exchange);
      scene.cut(3 * MINUTE);
      exchange.bend = asItIs;
    },
  },
];

const slow: Bend = async (answer) => {
  await pause(1_500);
  return answer;
};

async function isAsked({ asked }: BentExchange): Promise<void> {
  for (const deadline = Date.now() + PATIENCE; asked.length === 0; await pause(10)) {
    assert.ok(Date.now() < deadline, "nothing was asked for");
  }
}

/** A market of its own and a node of each kind for one cut. */
export class Scene {
  /** Of its nodes, before their names. */
  readonly id: string;
  readonly protocol: string;
  readonly exchange: BentExchange;
  readonly simulator: Simulator;
  /** An option that is traded every minute. */
  readonly busy: string;

  private constructor(id: string, protocol: string, exchange: BentExchange, simulator: Simulator) {
    this.id = id;
    this.protocol = protocol;
    this.exchange = exchange;
    this.simulator = simulator;
    const { listing } = simulator.market.venue("BTCUSD") ?? assert.fail();
    this.busy = listing.chain(listing.expiries.at(-1) ?? 0)[0]?.symbol ?? "";
    this.#trade();
    // One alone would not show that REST reaches back to it: there may be others of its millisecond.
    this.goOn(SECOND);
  }

  static async set(id: string, protocol: string, { at }: Cut): Promise<Scene> {
    const simulator = await startSimulator({ seed: 3, start: at + 20 * SECOND });
    return new Scene(id, protocol, await BentExchange.before(simulator.url), simulator);
  }

  get connection(): FlowNode {
    return { ...connectionTo(this.exchange, { protocol: this.protocol }), id: this.id };
  }

  /** A node of it with fill, with an output of its own. */
  node(type: string, name: string, properties: Properties): FlowNode[] {
    const id = `${this.id}-${name}`;
    const wires = [[`${id}-out`]];
    return [node(type, { id, connection: this.id, fill: true, ...properties, wires }), output(`${id}-out`)];
  }

  /** Cuts the line, and has the market go on for so many ms that nobody hears of. */
  cut(missed: number): void {
    this.exchange.cut();
    this.goOn(missed);
  }

  goOn(time: number): void {
    const until = this.simulator.market.time + time;
    for (let now = until - time + MINUTE; now < until; now += MINUTE) this.#goTo(now);
    this.#goTo(until);
  }

  /** When the candle opened that is open, ms since 1970. */
  get minute(): number {
    const { time } = this.simulator.market;
    return time - (time % MINUTE);
  }

  async clear(): Promise<void> {
    await this.exchange.close();
    await this.simulator.close();
  }

  #goTo(time: number): void {
    this.simulator.control.setTime(time);
    this.#trade();
  }

  #trade(): void {
    this.simulator.control.trade(this.busy, { side: "buy", size: 1 });
  }
}
