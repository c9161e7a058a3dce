import { DAY, dayOf } from "./exchange/calendar";
import { UNDERLYING } from "./exchange/chains";
import { FLOW, keyOf, ruleIn, SAVED, type Wanted, type YearNode } from "./flow";
import type { Oracle } from "./oracle/oracle";
import type { Palette } from "./palette";

/** The node that messages go to. */
const EARLY = FLOW.find(({ id }) => id === "early") as YearNode;
const [MONDAY, THURSDAY, SATURDAY] = [1, 4, 6];

/** What the nodes are told to follow: what they are saved with, and what messages say. */
export class Orders {
  /** All names that nodes follow, and one of each way to follow them. */
  readonly wanted: Wanted[] = [];
  readonly rules = new Map<string, Wanted>();
  readonly #palette: Palette;
  readonly #oracle: Oracle;
  readonly #time: () => number;
  readonly #willEnd: (name: string) => void;
  #ofTheWeek: Wanted | undefined;

  /**
   * @param time ms since 1970
   * @param willEnd is told of a name whose day is over within a day
   */
  constructor(palette: Palette, oracle: Oracle, time: () => number, willEnd: (name: string) => void) {
    this.#palette = palette;
    this.#oracle = oracle;
    this.#time = time;
    this.#willEnd = willEnd;
  }

  deploy(): void {
    for (const each of SAVED) this.#follow(each);
    this.#palette.start(FLOW);
  }

  /** At noon: a name of the week's Friday comes on Mondays, and goes on Saturdays; on Thursdays it is known to end. */
  async ofNoon(noon: number): Promise<void> {
    const weekday = new Date(noon).getUTCDay();
    if (weekday === MONDAY) {
      this.#ofTheWeek = { node: EARLY, name: `${UNDERLYING}-${dayOf(noon + 4 * DAY)}-ATM-C` };
      await this.#palette.ask(EARLY.id, { action: "subscribe", symbols: this.#ofTheWeek.name });
      this.#follow(this.#ofTheWeek);
    }
    const ofTheWeek = this.#ofTheWeek;
    if (!ofTheWeek) return;
    if (weekday === THURSDAY) this.#willEnd(ofTheWeek.name);
    if (weekday !== SATURDAY) return;
    await this.#palette.ask(EARLY.id, { action: "unsubscribe", symbols: ofTheWeek.name });
    this.#unfollow(ofTheWeek);
    this.#ofTheWeek = undefined;
  }

  /** Somebody has all names of a node chosen anew. */
  async roll(): Promise<void> {
    await this.#palette.ask(EARLY.id, { action: "roll" });
    for (const each of this.wanted)
      if (each.node === EARLY) this.#oracle.followed.get(keyOf(each))?.ask(this.#time());
  }

  #follow(wanted: Wanted): void {
    this.wanted.push(wanted);
    this.rules.set(keyOf(wanted), wanted);
    this.#oracle.follow(keyOf(wanted), ruleIn(wanted), this.#time());
  }

  #unfollow(wanted: Wanted): void {
    this.wanted.splice(this.wanted.indexOf(wanted), 1);
    this.rules.delete(keyOf(wanted));
    this.#oracle.unfollow(keyOf(wanted));
  }
}
