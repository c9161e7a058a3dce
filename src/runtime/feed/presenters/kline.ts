import { decodeKline, type RawKline } from "../../../protocol/decode";
import type { Presenter } from "../definition";
import type { FeedProperties } from "../properties";

/** Candles as they grow, or each once it is final. */
export function klinePresenter({ candles, period: usual }: FeedProperties): Presenter {
  return {
    wants: ({ closed }) => candles === "updates" || closed === true,
    payload({ rows: [row], closed = false }, numbers, { period = usual }) {
      return { ...decodeKline(row as RawKline, numbers, period), closed };
    },
  };
}
