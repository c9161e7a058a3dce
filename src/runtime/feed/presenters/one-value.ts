import type { Update } from "../../../link/feed/update";
import type { Numbers } from "../../../protocol/text/numbers";
import type { About, Presenter } from "../definition";

/** Presents one field of what another presents, and nothing while that is absent. */
export function oneValue(whole: Presenter, field: string): Presenter {
  return {
    ...whole,
    payload<N extends number | string>(update: Update, numbers: Numbers<N>, about: About): unknown {
      const payload = whole.payload(update, numbers, about);
      return (payload as Readonly<Record<string, unknown>> | undefined)?.[field];
    },
  };
}
