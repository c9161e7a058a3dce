/**
 * What a typed client expects of the exchange, for one manner of figures: written from the documentation, and from nothing that stands in
 * this project's sources.
 *
 * Source: docs/protocol.md, "Fields", "REST (public, no signature)" and "Types of today's frames".
 */

import { dictionary, flag, list, number, object, orNull, type Reader, text, time } from "./readers";

/** @param figure a client that wants numbers reads no texts, and the other way round */
export function pushes<Figure>(figure: Reader<Figure>) {
  const quoted = orNull(figure);
  const greeks = { delta: figure, gamma: figure, theta: figure, vega: figure };
  const day = { h: quoted, l: quoted, pr0: quoted, cp: figure, cr: figure, v24: figure };
  const level = object({ pr: figure, sz: figure });
  return {
    spotPrice: object({ s: text, pr: figure, mp: figure, ip: figure, ...day, uv24: figure, ts: time }),
    kline: object({
      s: text,
      pe: text,
      open: figure,
      high: figure,
      low: figure,
      close: figure,
      v: figure,
      ts: time,
    }),
    orderBook: object({ s: text, bids: list(level), asks: list(level), ts: time }),
    lastTrade: list(object({ s: text, pr: figure, q: figure, sd: number, ts: time })),
    lastTradeV2: list(
      object({
        symbol: text,
        matchPrice: figure,
        matchQty: figure,
        matchValue: figure,
        tradeId: text,
        tradeSide: text,
        tradeTime: text,
      }),
    ),
    premiumIndex: object({ symbol: text, premiumIndex: figure, minute: text, ts: time }),
    tOption: list(
      object({
        s: text,
        mp: figure,
        lp: quoted,
        bid: quoted,
        ask: quoted,
        bs: quoted,
        as: quoted,
        biv: quoted,
        aiv: quoted,
        ...greeks,
        oi: figure,
        v: figure,
        v24: figure,
        up: figure,
        upv: figure,
        cp: figure,
        cr: figure,
        ts: time,
      }),
    ),
    bsInfo: object({
      s: text,
      iv: figure,
      ...greeks,
      mp: figure,
      lp: quoted,
      ip: figure,
      up: figure,
      ...day,
      oi: figure,
      v: figure,
      uv: figure,
      uv24: figure,
      rt: figure,
      ts: time,
    }),
    accountBalance: object({
      e: figure,
      mb: figure,
      ab: figure,
      im: figure,
      mm: figure,
      upnl: figure,
      delta: figure,
      dv: figure,
      btcv: figure,
      wb: figure,
      assets: list(object({ coin: text, availableBalance: figure })),
    }),
  };
}

export type Channel = keyof ReturnType<typeof pushes>;

export const acknowledgement = object({ action: text, dataType: text, result: text });

export const frame = object({ c: number, dt: number, d: (value: unknown) => value, ts: time });

export const answer = object({ code: number, data: (value: unknown) => value });

const terms = {
  symbol: text,
  base: text,
  settle: text,
  takerFee: number,
  makerFee: number,
  tickSize: number,
  tickDecimal: number,
  priceDecimal: number,
  qtyDecimal: number,
  maxOrderNumber: number,
  limitMaxQty: number,
  marketMaxQty: number,
};

export const configuration = object({
  optionConfig: dictionary(
    object({ ...terms, multiplier: number, greeksDecimal: number, maxPositionQty: number }),
  ),
  futuresConfig: dictionary(object({ ...terms, positionQty: number, triggerLimit: number, minQty: number })),
});

export const listedFutures = list(
  object({
    ticker_id: text,
    last_price: text,
    bid: text,
    ask: text,
    index_price: text,
    open_interest: text,
    funding_rate: text,
    next_funding_rate: text,
    next_funding_rate_timestamp: text,
  }),
);

export const listedOptions = list(
  object({
    baseCurrency: text,
    symbolName: text,
    strike: number,
    expirationTimestamp: time,
    startTimestamp: time,
    isActive: flag,
    minQty: number,
    tickSize: number,
  }),
);
