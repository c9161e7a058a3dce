/** The account's balance. Source: docs/protocol.md, "Fields". */

import { LONGEST_NAME } from "../limits";
import { type Numbers, readId, type Wire } from "../text/numbers";
import {
  ID,
  listOf,
  NUMBER,
  type Properties,
  partsOf,
  payloadOf,
  type WireId,
  type WireList,
} from "./fields";

export interface RawAsset {
  coin: string;
  availableBalance?: Wire;
}

export interface RawBalance {
  /** Equity. */
  e?: Wire;
  /** Margin balance. */
  mb?: Wire;
  /** Available balance. */
  ab?: Wire;
  /** Initial margin. */
  im?: Wire;
  /** Maintenance margin. */
  mm?: Wire;
  /** Unrealised profit and loss. */
  upnl?: Wire;
  delta?: Wire;
  /** Value in USD. */
  dv?: Wire;
  /** Value in BTC. */
  btcv?: Wire;
  /** Withdrawable. */
  wb?: Wire;
  /** User id, past 2^53. */
  uid?: WireId;
  /** User id, in the documentation of 2023. */
  u?: WireId;
  assets?: WireList<RawAsset>;
}

const assetProperties: Properties<RawAsset> = {
  coin: { type: "string", minLength: 1, maxLength: LONGEST_NAME },
  availableBalance: NUMBER,
};

export const ASSET_SCHEMA = { type: "object", required: ["coin"], properties: assetProperties };

const properties: Properties<RawBalance> = {
  e: NUMBER,
  mb: NUMBER,
  ab: NUMBER,
  im: NUMBER,
  mm: NUMBER,
  upnl: NUMBER,
  delta: NUMBER,
  dv: NUMBER,
  btcv: NUMBER,
  wb: NUMBER,
  uid: ID,
  u: ID,
  assets: listOf(ASSET_SCHEMA),
};

export const BALANCE_SCHEMA = { type: "object", properties };

export interface Asset<N extends number | string> {
  coin: string;
  availableBalance?: N;
}

/** Amounts in USD, except `valueBtc` and the balances of `assets`, which are in their coins. */
export interface Balance<N extends number | string> {
  userId?: string;
  equity?: N;
  marginBalance?: N;
  availableBalance?: N;
  initialMargin?: N;
  maintenanceMargin?: N;
  unrealizedPnl?: N;
  delta?: N;
  valueUsd?: N;
  valueBtc?: N;
  withdrawable?: N;
  assets?: Asset<N>[];
}

export function decodeBalance<N extends number | string>(row: RawBalance, numbers: Numbers<N>): Balance<N> {
  return payloadOf<Balance<N>>({
    userId: readId(row.uid) ?? readId(row.u),
    equity: numbers.read(row.e),
    marginBalance: numbers.read(row.mb),
    availableBalance: numbers.read(row.ab),
    initialMargin: numbers.read(row.im),
    maintenanceMargin: numbers.read(row.mm),
    unrealizedPnl: numbers.read(row.upnl),
    delta: numbers.read(row.delta),
    valueUsd: numbers.read(row.dv),
    valueBtc: numbers.read(row.btcv),
    withdrawable: numbers.read(row.wb),
    assets: partsOf(row.assets)?.map((asset) => decodeAsset(asset, numbers)),
  });
}

function decodeAsset<N extends number | string>(asset: RawAsset, numbers: Numbers<N>): Asset<N> {
  return payloadOf<Asset<N>>({
    coin: asset.coin,
    availableBalance: numbers.read(asset.availableBalance),
  });
}
