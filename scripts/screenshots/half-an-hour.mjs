import { setTimeout as wait } from "node:timers/promises";

const MINUTE = 60_000;
const MINUTES = 30;
/** ms of a minute that its candle has seen when the next one begins: nearly all of it. */
const SEEN = 55_000;
/** ms until a candle has come to the page. */
const PACE = 2_500;

/**
 * Sets the market's clock on, minute by minute, so that charts have candles to show. The flows are started anew after it, as what
 * they measure of the delay of frames knows nothing of such jumps.
 *
 * @param address of Node-RED
 * @param market base URL of its simulator, with `--control`
 */
export async function playHalfAnHour(address, market) {
  const http = market.replace("ws:", "http:");
  const { data } = await (await fetch(`${http}/time`)).json();
  const first = Math.ceil(data.serverTime / MINUTE) * MINUTE + SEEN;
  for (let minute = 0; minute < MINUTES; minute++) {
    await post(`${http}/control/setTime`, { time: first + minute * MINUTE });
    await wait(PACE);
  }
  await post(`${address}flows`, {}, { "Node-RED-Deployment-Type": "reload" });
}

async function post(url, body, headers = {}) {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
  const { ok, status } = await fetch(url, init);
  if (!ok) throw new Error(`${url} answered ${status}.`);
}
