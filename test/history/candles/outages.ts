import fc from "fast-check";
import { outagesOf, type Step, step } from "../steps";
import { answering, answerings } from "./answers";
import type { Player } from "./player";

export const outages = outagesOf(fc.constantFrom(3, 25, 70, 300, 1200), answerings);

/** Ends with all that is asked for answered, and something live. */
export function play(player: Player, steps: readonly Step[], between: () => void = () => {}): void {
  step(player, steps, answering, between);
  player.returns();
  player.passes(70);
  player.settles();
  player.passes(70);
  between();
}
