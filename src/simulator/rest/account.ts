/** The account behind the key, as far as signed calls show it: it holds positions that were bought or sold once, and has no orders. */

import { ACCOUNT_ID, idOf } from "../frames/ids";
import { type Position, valuePosition } from "../market/account";
import type { Instrument, OptionInstrument } from "../market/listing/instruments";
import type { Market } from "../market/market";
import { markPrice, priceOption } from "../market/pricing/pricing";
import { displayName } from "./names";
import { round, text } from "./numbers";
import { rho } from "./option-prices";

const BITCOIN = "BTCUSD";
const RATIO = 6;
const RATE = 4;
/** The type of an order with a price. */
const LIMIT = 1;
/** Of what is paid, a fraction. */
const FEE = 0.0003;
const GREEK = 10;
/** Of a perpetual: the initial margin is this part of its value. */
const LEVERAGE = 20;

export const NO_ORDERS = { list: [], pageTotal: 0, total: 0 };

/** Nothing here can place an order, so no key may. */
export function permissions(key: string): unknown {
  return { userId: ACCOUNT_ID, apiKey: key, readOnly: 1, isMaster: true, parentUid: "0" };
}

export function summary(market: Market): unknown {
  const coinPrice = market.venue(BITCOIN)?.underlying.index ?? Number.NaN;
  const balance = market.account.balance(market.time, coinPrice);
  const amounts = {
    imAmount: text(balance.initialMargin),
    mmAmount: text(balance.maintenanceMargin),
    marginBalance: text(balance.marginBalance),
  };
  return {
    totalBtcValue: text(balance.equity / coinPrice),
    totalDollarValue: text(balance.equity),
    totalUsdtValue: text(balance.equity),
    ...amounts,
    imRatio: text(balance.initialMargin / balance.marginBalance, RATIO),
    mmRatio: text(balance.maintenanceMargin / balance.marginBalance, RATIO),
    equity: text(balance.equity),
    availableMargin: text(balance.available),
    unrealizedPnL: text(balance.unrealizedPnl),
    accounts: [
      {
        accountId: ACCOUNT_ID,
        coin: "USDT",
        equityAmount: text(balance.equity),
        availableBalance: text(balance.available),
        cashBalanceAmount: text(market.account.cash),
        canWithdrawAmount: text(balance.withdrawable),
        unrealizedAmount: text(balance.unrealizedPnl),
        ...amounts,
      },
    ],
  };
}

export function positions(market: Market, kind: Instrument["kind"]): unknown[] {
  return held(market, kind).map((position) => positionRow(position, market.time));
}

/** Of the positions that are held: the newest first, on one page. */
export function fills(market: Market, kind: Instrument["kind"]): unknown {
  const list = held(market, kind).map((position) => fillRow(position));
  return { list: list.reverse(), hasNext: false, hasPre: false, hasPrev: false };
}

function fillRow({ instrument, quantity, entry, opened }: Position): unknown {
  const { symbol, underlying } = instrument;
  return {
    tradeId: idOf(`trade ${symbol} ${opened}`),
    orderId: idOf(`order ${symbol} ${opened}`),
    symbol,
    displayName: displayName(instrument),
    tradeSide: quantity > 0 ? 1 : 2,
    tradeType: LIMIT,
    price: round(entry),
    qty: Math.abs(quantity),
    fee: round(Math.abs(quantity) * entry * FEE),
    time: opened,
    isTaker: 1,
    reduceOnly: 0,
    markPrice: round(entry),
    indexPrice: round(underlying.indexAt(opened)),
    ...(instrument.kind === "option" ? { iv: round(priceOption(instrument, opened).volatility, RATE) } : {}),
  };
}

function held(market: Market, kind: Instrument["kind"]): Position[] {
  return market.account.positions.filter(({ instrument }) => instrument.kind === kind);
}

function positionRow(position: Position, now: number): unknown {
  const { instrument, quantity, entry } = position;
  const { underlying, symbol } = instrument;
  const { coin } = underlying.specification;
  const { pnl, initial, maintenance } = valuePosition(position, now);
  const value = Math.abs(quantity) * entry;
  return {
    positionId: idOf(`position ${symbol}`),
    updateTime: now,
    userId: ACCOUNT_ID,
    symbol,
    displayName: displayName(instrument),
    tradeSide: quantity > 0 ? 1 : 2,
    qty: Math.abs(quantity),
    avgPrice: round(entry),
    markPrice: round(markPrice(instrument, now)),
    indexPrice: round(underlying.index),
    upnl: round(pnl),
    roi: value === 0 ? 0 : round(pnl / value),
    initMargin: round(initial),
    maintMargin: round(maintenance),
    value: round(value),
    ...(instrument.kind === "option"
      ? optionGreeks(instrument, quantity, now)
      : { delta: quantity, leverage: LEVERAGE, elp: null }),
    baseToken: coin,
    quoteToken: "USD",
  };
}

/** Of the whole position. */
function optionGreeks(option: OptionInstrument, quantity: number, now: number): object {
  const value = priceOption(option, now);
  const { delta, gamma, vega, theta } = value;
  const whole = (greek: number) => round(greek * quantity, GREEK);
  return {
    delta: whole(delta),
    gamma: whole(gamma),
    vega: whole(vega),
    theta: whole(theta),
    rho: whole(rho(value, option.underlying.index, option.expiry - now)),
  };
}
