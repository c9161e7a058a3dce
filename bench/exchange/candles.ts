import { PLAYED } from "../../src/simulator/exchange/channels";

/** What of a request tells whose candles are wanted. */
interface Request {
  readonly action?: string;
  readonly dataType?: string;
  readonly payload?: { readonly symbol?: unknown };
}

const MINUTE = 60_000;
const HISTORY = "/open/option/market/kline/history/v1/";
const FIGURES = { open: 100, high: 102, low: 97, close: 101 };

/** Candles of a minute of every option, all of the same figures; the market stands still but for what is missed. */
export class Candles {
  /** When the open one opened, ms since 1970. */
  #open = Math.floor(Date.now() / MINUTE) * MINUTE;

  /** Lets so many minutes go by. */
  goOn(minutes: number): void {
    this.#open += minutes * MINUTE;
  }

  /** The push with which a subscription begins; `undefined` for other requests. */
  firstOf({ action, dataType, payload }: Request): object | undefined {
    if (action !== "subscribe" || dataType !== "kline") return undefined;
    const candle = { s: payload?.symbol, pe: "m1", ...FIGURES, v: 1, ts: this.#open };
    return { dt: PLAYED.kline.dt.options, c: 20, d: candle, ts: this.#open + MINUTE / 2 };
  }

  /** The `data` of a call for candles, with the limit taken at its word; `undefined` for other calls. */
  answerTo(url: string): readonly object[] | undefined {
    const { pathname, searchParams: query } = new URL(url, "http://127.0.0.1");
    if (!pathname.startsWith(HISTORY)) return undefined;
    const until = Math.min(Number(query.get("end")), this.#open);
    const starts: number[] = [];
    for (
      let start = Math.floor(until / MINUTE) * MINUTE;
      start >= Number(query.get("start"));
      start -= MINUTE
    ) {
      starts.unshift(start);
    }
    const limit = Number(query.get("limit") ?? starts.length);
    return starts.slice(-limit).map((time) => ({ ...FIGURES, volume: 1, time, period: "m1" }));
  }
}
