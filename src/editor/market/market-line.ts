import { text } from "../texts";
import type { Market, MarketState } from "./market";

/** ms until the age is told anew. */
const MINUTE = 60_000;

/** Says under the symbols how old the list is that is searched, or why there is none; a button has it asked again. */
export function prepareMarketLine(form: HTMLElement, market: Market): void {
  const line = form.querySelector<HTMLElement>(".coincall-market");
  const words = line?.querySelector("span");
  const button = line?.querySelector("button");
  if (!line || !words || !button) return;
  const tell = (state: MarketState) => {
    const sentence = sentenceFor(state);
    if (words.textContent !== sentence) words.textContent = sentence;
    button.hidden = state.name === "unchosen" || state.name === "asking";
  };
  market.follow(tell);
  button.addEventListener("click", () => void market.update(true));
  const clock = setInterval(() => {
    if (line.isConnected) tell(market.state);
    else clearInterval(clock);
  }, MINUTE / 2);
}

function sentenceFor(state: MarketState): string {
  switch (state.name) {
    case "unchosen":
      return text("market.unchosen");
    case "asking":
      return text("market.asking");
    case "silent":
      return text("market.silent", { reason: state.reason });
    case "listed":
      return listed(state.instruments.length, Date.now() - state.fetchedAt);
  }
}

function listed(count: number, age: number): string {
  const language = RED.i18n.lang();
  const minutes = Math.floor(age / MINUTE);
  const ago = new Intl.RelativeTimeFormat(language).format(-minutes, "minute");
  const values = { count: count.toLocaleString(language), ago };
  return minutes === 0 ? text("market.listedNow", values) : text("market.listed", values);
}
