import type { RawAsset, RawLevel } from "./decode";
import type { RawRows } from "./decode/raw-rows";
import type { Envelope } from "./envelope";
import type { Guard } from "./schema";

/** What the build makes of schemas.ts: `#guards/protocol`. They stop at the first thing that is wrong. */
declare const guards: {
  readonly envelope: Guard<Envelope>;
  readonly level: Guard<RawLevel>;
  readonly asset: Guard<RawAsset>;
} & { readonly [Channel in keyof RawRows]: Guard<RawRows[Channel]> };

export = guards;
