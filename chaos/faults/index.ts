import type { Fault } from "../fault";
import { ANSWERS } from "./answers";
import { CLOCK } from "./clock";
import { CLOSING } from "./closing";
import { ECHO } from "./echo";
import { GARBAGE } from "./garbage";
import { LOAD } from "./load";
import { OF_NODE_RED } from "./node-red";
import { REFUSALS } from "./refusals";
import { SILENCE } from "./silence";

/** Every fault that is played, in the order of the table. */
export const FAULTS: readonly Fault[] = [
  ...CLOSING,
  ...SILENCE,
  ...REFUSALS,
  ...ANSWERS,
  ...GARBAGE,
  ...ECHO,
  ...LOAD,
  ...CLOCK,
  ...OF_NODE_RED,
];
