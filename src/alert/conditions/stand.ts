import type { Rule } from "../rule";
import { crossing } from "./crossings";
import { beyondLevel, inside, outside } from "./levels";
import { move } from "./moves";
import type { Before, Sight, Standing } from "./standing";

/** Whether a condition holds; not for `silent`, which no value tells. */
export function stand(rule: Rule, sight: Sight, before: Before): Standing {
  switch (rule.condition) {
    case "above":
    case "below":
      return beyondLevel(rule, sight, before, rule.condition);
    case "outside":
      return outside(rule, sight, before);
    case "inside":
      return inside(rule, sight, before);
    case "crosses":
    case "crossesUp":
    case "crossesDown":
      return crossing(rule, sight, before);
    case "rises":
    case "falls":
    case "moves":
      return move(rule, sight, before);
    case "silent":
      return { holds: false, side: null };
  }
}
