import type { PropertyGuard } from "./properties";

/**
 * What the build makes of property-schemas.ts: `#guards/properties`. They fill in the defaults of what is missing, make
 * numbers and booleans of text, and find everything that is wrong.
 */
declare const guards: {
  readonly alert: PropertyGuard;
  readonly connection: PropertyGuard;
  readonly feed: PropertyGuard;
  readonly status: PropertyGuard;
};

export = guards;
