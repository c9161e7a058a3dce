/** What an exchange pushes of one option, as plain as it may be: what is in it does not matter here. */
import type { Topic } from "./exchange";

/** @param now ms since 1970 */
export function optionFrame({ dataType, symbol }: Topic, now: number): string {
  const push = (dt: number, data: string) => `{"c":20,"dt":${dt},"ts":${now},"d":${data}}`;
  switch (dataType) {
    case "bsInfo":
      return push(3, `{"s":"${symbol}","delta":"0.5","iv":"0.6","mp":"100","ts":${now}}`);
    case "orderBook":
      return push(
        5,
        `{"s":"${symbol}","bids":[{"pr":"99","sz":"1"}],"asks":[{"pr":"101","sz":"1"}],"ts":${now}}`,
      );
    case "lastTrade":
      return push(6, `[{"s":"${symbol}","pr":"100","q":"0.1","sd":1,"ts":${now}}]`);
    default: {
      const opened = Math.floor(now / 60_000) * 60_000;
      const prices = '"open":100,"high":100,"low":100,"close":100,"v":1';
      return push(2, `{"s":"${symbol}","pe":"m1",${prices},"ts":${opened}}`);
    }
  }
}
