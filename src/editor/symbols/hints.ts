import type { Markets } from "../market/markets";
import { watchesOtherwise } from "../market/places";
import { fullKey } from "../texts";

/** Has the search and the line below it say what is found on the market that a form has chosen. */
export function followMarket(type: string, form: HTMLElement, row: HTMLElement, markets: Markets): void {
  const search = row.querySelector<HTMLElement>(".coincall-search");
  const hint = row.querySelector<HTMLElement>(".coincall-symbols-hint");
  if (!search || !hint || !watchesOtherwise(type)) return;
  const tellExample = inEither(search, `[placeholder]${fullKey("picking.futuresExample")}`);
  const tellHint = inEither(hint, fullKey("picking.futuresHint"));
  const update = () => {
    tellExample(markets.endpoint === "futures");
    tellHint(markets.endpoint === "futures");
  };
  $(form).on("change", update);
  update();
}

/** By their keys: Node-RED puts the words of a form in after it has been prepared. */
function inEither(shown: HTMLElement, ofFutures: string): (isFutures: boolean) => void {
  const ofOptions = shown.dataset.i18n ?? "";
  return (isFutures) => {
    const keys = isFutures ? ofFutures : ofOptions;
    if (shown.dataset.i18n === keys) return;
    shown.dataset.i18n = keys;
    $(shown).i18n();
  };
}
