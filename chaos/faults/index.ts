import type { Fault } from "../fault";
import { ANSWERS } from "./answers";
import { CLOCK } from "./clock";
import { CLOSING } from "./closing";
import { ECHO } from "./echo";
import { EXPIRY } from "./expiry";
import { GARBAGE } from "./garbage";
import { HOSTILE } from "./hostile/hostile";
import { LOAD } from "./load";
import { OF_NODE_RED } from "./node-red";
import { PAST } from "./past";
import { REFUSALS } from "./refusals";
import { REFUSED_SUBSCRIPTIONS } from "./refused-subscriptions";
import { SILENCE } from "./silence";

/** Every fault that is played, in the order of the table. */
export const FAULTS: readonly Fault[] = [
  ...CLOSING,
  ...SILENCE,
  ...REFUSALS,
  ...ANSWERS,
  ...REFUSED_SUBSCRIPTIONS,
  ...GARBAGE,
  ...ECHO,
  ...LOAD,
  ...HOSTILE,
  ...CLOCK,
  ...EXPIRY,
  ...PAST,
  ...OF_NODE_RED,
];
