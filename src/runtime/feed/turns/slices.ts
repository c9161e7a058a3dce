/** How many symbols are dealt with in one turn of the event loop: some milliseconds on a small machine. */
const SLICE = 500;

/** Does something with a long list, part by part, so that the event loop has its turn in between; a short one at once. */
export async function inSlices<Item>(
  items: readonly Item[],
  action: (slice: readonly Item[]) => void,
): Promise<void> {
  for (let start = 0; start < items.length; start += SLICE) {
    if (start > 0) await nextTurn();
    action(items.slice(start, start + SLICE));
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
