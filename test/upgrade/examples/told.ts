import type { NodeRed } from "../../embedded/harness";
import { traitsOf } from "./traits";

/** Where the examples report. */
export const CHANNEL = "told";

/** What is reported there. */
interface Report {
  readonly who: string;
  readonly told: unknown;
}

/** What the examples told in one act, by example and node: traits that they had not shown before, in the order of the alphabet. */
export interface ExamplesAct {
  readonly name: string;
  readonly told: Readonly<Record<string, readonly string[]>>;
}

/** The traits of all that the examples of a Node-RED have told so far. */
export class Told {
  readonly #nodeRed: NodeRed;
  readonly #seen = new Map<string, Set<string>>();
  readonly #new = new Map<string, Set<string>>();
  #looked = 0;

  constructor(nodeRed: NodeRed) {
    this.#nodeRed = nodeRed;
  }

  /** Takes in what has come since the last look. */
  look(): void {
    const reports = this.#nodeRed.messages(CHANNEL) as unknown as readonly Report[];
    for (const { who, told } of reports.slice(this.#looked)) {
      for (const trait of traitsOf(told)) this.#add(who, trait);
    }
    this.#looked = reports.length;
  }

  /** Whether all that is expected of an act has been told, in it or before. */
  hold({ told }: ExamplesAct): boolean {
    return pairsIn(told).every(([who, trait]) => this.#seen.get(who)?.has(trait));
  }

  /** Those that were first seen since this was asked last. */
  newOnes(): ExamplesAct["told"] {
    const told = [...this.#new].map(([who, traits]) => [who, [...traits].toSorted()] as const);
    this.#new.clear();
    return Object.fromEntries(told.toSorted());
  }

  #add(who: string, trait: string): void {
    if (this.#seen.get(who)?.has(trait)) return;
    for (const traits of [this.#seen, this.#new]) {
      const own = traits.get(who) ?? new Set<string>();
      traits.set(who, own.add(trait));
    }
  }
}

/** What is expected of the last act that was played, and was told neither in it nor before. */
export function lackingAfter(played: readonly ExamplesAct[], expected: ExamplesAct): string[] {
  return pairsIn(expected.told)
    .filter(([who, trait]) => !played.some(({ told }) => told[who]?.includes(trait)))
    .map(([who, trait]) => `${who}: ${trait}`);
}

/** What each of several plays told, in the latest of the acts in which it was new. */
export function toldInAll(plays: readonly (readonly ExamplesAct[])[]): ExamplesAct[] {
  const actOf = (play: readonly ExamplesAct[], who: string, trait: string) =>
    play.findIndex(({ told }) => told[who]?.includes(trait));
  const [first = []] = plays;
  const all = first
    .flatMap(({ told }) => pairsIn(told))
    .map(([who, trait]) => ({ who, trait, acts: plays.map((play) => actOf(play, who, trait)) }))
    .filter(({ acts }) => !acts.includes(-1));
  return first.map(({ name }, index) => {
    const own = all.filter(({ acts }) => Math.max(...acts) === index);
    const whose = [...new Set(own.map(({ who }) => who))].toSorted();
    const traitsBy = (one: string) =>
      own
        .filter(({ who }) => who === one)
        .map(({ trait }) => trait)
        .toSorted();
    return { name, told: Object.fromEntries(whose.map((who) => [who, traitsBy(who)])) };
  });
}

function pairsIn(told: ExamplesAct["told"]): (readonly [who: string, trait: string])[] {
  return Object.entries(told).flatMap(([who, traits]) => traits.map((trait) => [who, trait] as const));
}
