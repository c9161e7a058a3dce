import fc from "fast-check";

/** What can happen to a series. */
export type Step =
  | { readonly does: "passes"; readonly time: number }
  | { readonly does: "answers"; readonly as: string }
  | { readonly does: "loses" | "returns" | "asks" | "waitsNoLonger" };

/** Whoever a step happens to, with a unit of time of its own, and what an exchange makes of a right answer. */
export interface Stepping<Answering> {
  passes(time: number): void;
  answers(as: Answering): void;
  loses(): void;
  returns(): void;
  asks(): void;
  waitsNoLonger(): void;
}

/**
 * Outages one after the other, what becomes of each, and anything in between now and then.
 *
 * @param times that pass
 * @param answers names of what an exchange makes of a right answer
 */
export function outagesOf(
  times: fc.Arbitrary<number>,
  answers: fc.Arbitrary<string>,
): fc.Arbitrary<readonly Step[]> {
  const passes: fc.Arbitrary<Step> = fc.record({ does: fc.constant("passes" as const), time: times });
  const answered: fc.Arbitrary<Step> = fc.record({ does: fc.constant("answers" as const), as: answers });
  const anything = fc.oneof(
    passes,
    answered,
    fc.record({ does: fc.constantFrom("loses" as const, "returns", "asks", "waitsNoLonger") }),
  );
  return fc
    .array(
      fc
        .tuple(
          fc.tuple(passes, does("loses"), passes, does("returns")),
          nothingOr(does("asks"), answered),
          fc.tuple(passes),
          nothingOr(anything),
          fc.tuple(does("asks")),
          nothingOr(anything),
          fc.tuple(answered),
        )
        .map((parts) => parts.flat()),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) => all.flat());
}

function does(what: "loses" | "returns" | "asks"): fc.Arbitrary<Step> {
  return fc.constant({ does: what });
}

function nothingOr(...some: fc.Arbitrary<Step>[]): fc.Arbitrary<readonly Step[]> {
  return fc.oneof(fc.constant([]), fc.tuple(...some));
}

/**
 * @param answering by the name in a step
 * @param between what is to be looked at after each step
 */
export function step<Answering>(
  who: Stepping<Answering>,
  steps: readonly Step[],
  answering: (name: string) => Answering,
  between: () => void,
): void {
  for (const each of steps) {
    if (each.does === "passes") who.passes(each.time);
    else if (each.does === "answers") who.answers(answering(each.as));
    else who[each.does]();
    between();
  }
}
