import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startStubExchange } from "../../support/stub-exchange";
import {
  connection,
  connectionTo,
  flowOf,
  KEY,
  type NodeRed,
  node,
  ROOT,
  SECRET,
  startNodeRed,
} from "../harness";

/** What the server's own language has for people, cut where values stand. */
const SENTENCES = sentencesOf(JSON.parse(readFileSync(join(ROOT, "locales/de/connection.json"), "utf8")));

function sentencesOf(catalogue: unknown): string[] {
  if (typeof catalogue === "string") return catalogue.split(/__\w+__/).filter((part) => part.length > 12);
  return Object.values(catalogue as object).flatMap(sentencesOf);
}

const ELSEWHERE = { environment: "custom", url: "ws://127.0.0.1:9" };
const TYPED = { apiKey: KEY, apiSecret: SECRET };
const OTHER_SITE = { Origin: "https://example.com" };

describe("The answers to forms, of a server that speaks German,", function () {
  this.timeout(30_000);
  let nodeRed: NodeRed;
  let url: string;
  let close: () => Promise<void>;

  before(async () => {
    const exchange = await startStubExchange();
    exchange.refuseWith(403, {}, '{"msg":"no such key"}');
    url = exchange.url;
    close = () => exchange.close();
    nodeRed = await startNodeRed({ version: "4.1", settings: { lang: "de" } });
    await nodeRed.deploy([
      ...flowOf(
        connectionTo(exchange),
        node("coincall-spot", { symbols: "BTCUSD" }),
        node("coincall-status"),
      ),
      connection({ id: "far", ...ELSEWHERE }),
      connection({ id: "wrong", environment: "nowhere" }),
    ]);
    // What it says itself, it says in German.
    await nodeRed.nextError("connection", ({ message }) =>
      SENTENCES.some((sentence) => message.includes(sentence)),
    );
  });
  after(async () => {
    await nodeRed.stop();
    await close();
  });

  const trial = (properties: object, headers = {}) =>
    nodeRed.admin("/coincall/connection/test", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(properties),
    });

  const ASKED: Readonly<Record<string, () => Promise<Response>>> = {
    "a trial that succeeds": () => trial({ environment: "simulator" }),
    "a trial without a key": () => trial({ ...ELSEWHERE, environment: "live" }),
    "a trial without a secret": () => trial({ environment: "live", apiKey: KEY }),
    "a trial with the stored key elsewhere": () =>
      trial({ connection: "connection", ...ELSEWHERE, apiKey: "__PWRD__", apiSecret: "__PWRD__" }),
    "a trial that is refused": () => trial({ environment: "custom", url, ...TYPED }),
    "a trial where nobody is": () => trial({ ...ELSEWHERE, ...TYPED }),
    "a trial of an address that is none": () => trial({ ...TYPED, environment: "custom", url: "nonsense" }),
    "a trial of one that is not encrypted": () =>
      trial({ ...TYPED, environment: "custom", url: "ws://192.0.2.1" }),
    "a trial with properties that are wrong": () =>
      trial({ environment: "nowhere", heartbeatInterval: "soon" }),
    "a trial with TLS settings that are gone": () => trial({ ...ELSEWHERE, ...TYPED, tls: "gone" }),
    "a trial for another site": () => trial({ environment: "simulator" }, OTHER_SITE),
    "a list of a connection that is not there": () => nodeRed.admin("/coincall/instruments?connection=none"),
    "a list of a connection that is wrong": () => nodeRed.admin("/coincall/instruments?connection=wrong"),
    "a list where nobody is": () => nodeRed.admin("/coincall/instruments?connection=far"),
    "a list for too many words": () => nodeRed.admin(`/coincall/instruments?query=${"x".repeat(99)}`),
    "names that are nothing": () =>
      nodeRed.admin(
        "/coincall/choice?environment=simulator&symbol=BTCUSD-W-X-C,BTCUSD-X-ATM-C,DOGEUSD-W-ATM-C,BTCUSD-2DTE-999999999-C",
      ),
    "names where nobody is": () => nodeRed.admin("/coincall/choice?connection=far&symbol=BTCUSD-W-ATM-C"),
    "names to follow in no way": () =>
      nodeRed.admin("/coincall/choice?environment=simulator&symbol=BTCUSD-W-ATM-C&follow=me"),
    "too many names": () =>
      nodeRed.admin(`/coincall/choice?environment=simulator&symbol=${"BTCUSD-W-ATM-C,".repeat(30)}`),
    "the last message of a price": () => nodeRed.admin("/coincall/last?node=spot"),
    "the last message of a feed status": () => nodeRed.admin("/coincall/last?node=status"),
  };

  for (const [asked, ask] of Object.entries(ASKED)) {
    it(`are codes and values, also to ${asked}`, async () => {
      const body = await (await ask()).text();
      assert.doesNotThrow(() => JSON.parse(body), body);
      assert.deepEqual(
        SENTENCES.filter((sentence) => body.includes(sentence)),
        [],
      );
    });
  }
});
