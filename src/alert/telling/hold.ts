/** A while in which the condition holds. */
export interface Hold {
  /** ms since 1970, by the clock of the messages. */
  readonly since: number;
  /** Whether it is still to be told, was told, or never will be. */
  readonly telling: "due" | "told" | "dropped";
  /** Whether it began, or was waited for, over a gap in the messages. */
  readonly acrossGap: boolean;
}

/** What waits begins anew; what was told stays so, until its end is told too. */
export function keepTold(hold: Hold | null): Hold | null {
  return hold?.telling === "told" ? hold : null;
}
