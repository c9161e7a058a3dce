import type { Presenter } from "../definition";

/** Presents one field of what another presents, and nothing while that is absent. */
export function oneValue(whole: Presenter, field: string): Presenter {
  const { asked } = whole;
  return {
    ...whole,
    payload: (update, numbers, about) => fieldOf(whole.payload(update, numbers, about), field),
    ...(asked ? { asked: (update, numbers, about) => fieldOf(asked(update, numbers, about), field) } : {}),
  };
}

function fieldOf(payload: unknown, field: string): unknown {
  return (payload as Readonly<Record<string, unknown>> | undefined)?.[field];
}
