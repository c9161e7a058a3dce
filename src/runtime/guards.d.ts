import type { Guard } from "../protocol/schema";
import type { Wished } from "./feed/wishes/wished";
import type { ChainRow, Configuration, Listed, PriceRow } from "./rest/answers";

/** What the build makes of schemas.ts: `#guards/runtime`. They stop at the first thing that is wrong. */
declare const guards: {
  readonly wished: Guard<Wished>;
  readonly configuration: Guard<Configuration>;
  readonly listed: Guard<Listed>;
  readonly chainRow: Guard<ChainRow>;
  readonly priceRow: Guard<PriceRow>;
};

export = guards;
