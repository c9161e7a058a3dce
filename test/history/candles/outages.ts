import fc from "fast-check";
import { answering, answerings } from "./answers";
import type { Player } from "./player";

export type Step =
  | { readonly does: "passes"; readonly seconds: number }
  | { readonly does: "answers"; readonly as: string }
  | { readonly does: "loses" | "returns" | "asks" | "waitsNoLonger" };

const passes: fc.Arbitrary<Step> = fc.record({
  does: fc.constant("passes" as const),
  seconds: fc.constantFrom(3, 25, 70, 300, 1200),
});
const answered: fc.Arbitrary<Step> = fc.record({ does: fc.constant("answers" as const), as: answerings });
const anything: fc.Arbitrary<Step> = fc.oneof(
  passes,
  answered,
  fc.record({ does: fc.constantFrom("loses" as const, "returns", "asks", "waitsNoLonger") }),
);

function nothingOr(...some: fc.Arbitrary<Step>[]): fc.Arbitrary<readonly Step[]> {
  return fc.oneof(fc.constant([]), fc.tuple(...some));
}

function does(what: "loses" | "returns" | "asks"): fc.Arbitrary<Step> {
  return fc.constant({ does: what });
}

/** Outages one after the other, what becomes of each, and anything in between now and then. */
export const outages: fc.Arbitrary<readonly Step[]> = fc
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

/** Ends with all that is asked for answered, and something live. */
export function play(player: Player, steps: readonly Step[], between: () => void = () => {}): void {
  for (const step of steps) {
    if (step.does === "passes") player.passes(step.seconds);
    else if (step.does === "answers") player.answers(answering(step.as));
    else player[step.does]();
    between();
  }
  player.returns();
  player.passes(70);
  player.settles();
  player.passes(70);
  between();
}
