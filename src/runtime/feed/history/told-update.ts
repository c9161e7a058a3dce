import type { MadePeriod } from "../../../history/periods/made-periods";
import type { Gap, Mark } from "../../../history/told";
import type { Update } from "../../../link/feed/update";

/** An update that says where it stands in its series. */
export interface ToldUpdate extends Update {
  /** Absent of what is live. */
  readonly mark?: Mark | undefined;
  readonly gap?: Gap | undefined;
  /** The period of a candle that the palette made. */
  readonly made?: MadePeriod | undefined;
}
