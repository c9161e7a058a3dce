import type { Measurement } from "../measurement";
import { ANOTHER_CLIENT } from "./another-client";
import { CPU } from "./cpu";
import { DELAY } from "./delay";
import { DEPENDENCIES } from "./dependencies";
import { FLOOD } from "./flood";
import { BY_DEPTH, BY_NODES, BY_SYMBOLS } from "./growth";
import { LOADING } from "./loading";
import { MEMORY } from "./memory";
import { ALERT, TOPIC } from "./messages/alert";
import { REMEMBERING } from "./messages/remembering";
import { FILLING } from "./past/filling";
import { MADE } from "./past/made";
import { CHOICE, ROLLING } from "./rolling";
import { SUBSCRIBING } from "./subscribing";
import { UNWANTED } from "./unwanted";

/** In the order in which a round goes through them. */
export const MEASUREMENTS: readonly Measurement[] = [
  ...CPU,
  BY_SYMBOLS,
  BY_NODES,
  BY_DEPTH,
  UNWANTED,
  SUBSCRIBING,
  FILLING,
  ROLLING,
  CHOICE,
  REMEMBERING,
  ALERT,
  TOPIC,
  MADE,
  MEMORY,
  LOADING,
  DELAY,
  FLOOD,
  ANOTHER_CLIENT,
  DEPENDENCIES,
];

/** What a minute is enough for. */
export const QUICK: readonly Measurement[] = [...CPU, DEPENDENCIES];
