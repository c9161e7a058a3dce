/** What the trades of one instrument leave behind: the latest of them, candles, 24-hour figures, open interest. */

import { Candles } from "./candles";
import { DayWindow } from "./day-figures";
import { RecentTrades, type Trade } from "./trades";

export class Tape {
  readonly recent = new RecentTrades();
  readonly candles = new Candles();
  readonly day = new DayWindow();
  /** Since the instrument was listed, coins and USD. */
  volume = 0;
  value = 0;
  /** Coins. */
  openInterest: number;

  constructor(openInterest: number) {
    this.openInterest = openInterest;
  }

  /** @param interest what the trade adds to the open interest: its size, nothing, or less when both sides close */
  add(trade: Trade, interest: number): void {
    this.recent.add(trade);
    this.candles.add(trade);
    this.day.add(trade);
    this.volume += trade.size;
    this.value += trade.price * trade.size;
    this.openInterest = Math.max(0, this.openInterest + interest);
  }
}
