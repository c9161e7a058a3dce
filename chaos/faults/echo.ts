import { dialectOf } from "../../src/protocol/dialects";
import { KEY, node, SECRET } from "../../test/embedded/harness";
import { ENCODED, ESCAPED } from "../../test/support/secrets/spellings";
import type { Fault } from "../fault";
import { frameOf, TEXT } from "../proxy/frames";
import { SYMBOLS } from "../scene/flow";
import type { Scene } from "../scene/scene";

/** An exchange that repeats what it was sent, spelt as servers and their libraries do: nobody may see it. */
export const ECHO: readonly Fault[] = [
  {
    name: "key, secret and signed URL repeated, in every spelling",
    takes: "seconds",
    expect: { noticedWithin: "never", dataWithin: 1_000 },
    begins: "nothing",
    play: async (scene) => {
      await scene.deploy({}, [
        node("coincall-order-book", { endpoint: "futures", symbols: SYMBOLS.join(), includeRaw: true }),
        node("coincall-trades", { endpoint: "futures", symbols: SYMBOLS.join() }),
      ]);
      await scene.live();
      scene.begin();
      const repeated = spelt(scene.proxy.url);
      for (const words of repeated) scene.proxy.inject(frameOf(TEXT, bookWith(words)));
      for (const words of repeated) scene.proxy.inject(frameOf(TEXT, words));
      scene.end();
      await scene.until(() => repetitions(scene) === repeated.length, "not all of it reached the flow");
      await scene.until(() => scene.seen.errors.includes("COINCALL_FRAME"), "not told");
    },
  },
];

function spelt(base: string): string[] {
  const url = dialectOf("signed", "apiKey").connectUrl(
    base,
    "futures",
    { apiKey: KEY, apiSecret: SECRET },
    Date.now(),
  );
  return [
    ...Object.values(ESCAPED).map((spell) => spell(`${KEY} ${SECRET} ${url}`)),
    ...Object.values(ENCODED).map((spell) => `${spell(KEY)} ${spell(SECRET)}`),
  ];
}

/** A book that can be read, with words beside it. Not by JSON.stringify, which would escape the escapes. */
function bookWith(words: string): string {
  return `{"c":20,"dt":32,"d":{"s":"BTCUSD","bids":[{"pr":"1.5","sz":"2"}],"asks":[],"ts":${Date.now()}},"msg":"${words}"}`;
}

function repetitions({ seen }: Scene): number {
  return seen.books.filter((book) => (book as { raw?: string }).raw?.includes('"msg"')).length;
}
