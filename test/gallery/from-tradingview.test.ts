import assert from "node:assert/strict";
import { type NodeRed, startNodeRed, statusAll, VERSIONS } from "../embedded/harness";
import { type StubExchange, startStubExchange } from "../support/stub-exchange";
import { DebugSidebar } from "./support/debug-sidebar";
import { eventually } from "./support/eventually";
import { example, fillIn, idOf } from "./support/example";
import { spot } from "./support/frames";

const EXAMPLE = "02 Alerts/From elsewhere/1 TradingView";
const PATH = "/coincall/tradingview";
const SECRET = "q7R8s9t0";
const PRICE = 81_950;
const [JSON_TYPE, TEXT_TYPE] = ["application/json", "text/plain; charset=utf-8"];
/** ms, after which TradingView gives up. */
const PATIENCE = 3_000;

interface Call {
  readonly type?: string;
  readonly query?: string;
  readonly body: string;
}

const json = (body: unknown): Call => ({ type: JSON_TYPE, body: JSON.stringify(body) });
const asText = (body: string, secret = SECRET): Call => ({
  type: TEXT_TYPE,
  query: `?secret=${secret}`,
  body,
});

/** What is taken, and the text that is made of it. */
const TAKEN: Readonly<Record<string, readonly [Call, string]>> = {
  "JSON with the secret in it": [json({ secret: SECRET, text: "RSI above 70" }), "RSI above 70"],
  "plain text with the secret in the address": [asText("RSI above 70"), "RSI above 70"],
  "JSON with the secret in the address": [{ ...json({ text: "up" }), query: `?secret=${SECRET}` }, "up"],
  "text in any letters, with nothing escaped": [asText("価格 <b> & {{price}}"), "価格 <b> & {{price}}"],
  "a number as its text": [json({ secret: SECRET, text: 70 }), "70"],
};

/** What is turned away, and how. */
const TURNED_AWAY: Readonly<Record<string, readonly [Call, number]>> = {
  "a wrong secret in JSON": [json({ secret: "another", text: "up" }), 403],
  "a wrong secret in the address": [asText("up", "another"), 403],
  "no secret": [json({ text: "up" }), 403],
  "an empty secret": [json({ secret: "", text: "up" }), 403],
  "a secret that is true": [json({ secret: true, text: "up" }), 403],
  "the secret as plain text": [{ type: TEXT_TYPE, body: SECRET }, 403],
  "an array": [json([1, 2, 3]), 403],
  "an empty body": [{ type: TEXT_TYPE, body: "" }, 403],
  bytes: [{ type: "application/octet-stream", body: "\u0000\u0001" }, 403],
  "a long body of strangers": [{ type: TEXT_TYPE, body: "x".repeat(1_000_000) }, 403],
  "JSON without text": [json({ secret: SECRET }), 400],
  "an empty text": [json({ secret: SECRET, text: "" }), 400],
  "bytes with the secret": [
    { type: "application/octet-stream", query: `?secret=${SECRET}`, body: "\u0000" },
    400,
  ],
  "a long text": [asText("x".repeat(4_001)), 400],
  "a text of a megabyte": [json({ secret: SECRET, text: "x".repeat(1_000_000) }), 400],
};

for (const version of VERSIONS) {
  describe(`Alerts of TradingView, in Node-RED ${version}`, function () {
    this.timeout(60_000);
    let exchange: StubExchange;
    let nodeRed: NodeRed;
    let sidebar: DebugSidebar;

    before(async () => {
      [exchange, nodeRed] = await Promise.all([startStubExchange(), startNodeRed({ version })]);
      sidebar = await DebugSidebar.open(nodeRed);
    });
    beforeEach(() => {
      sidebar.forget();
      nodeRed.forget();
    });
    after(async () => {
      sidebar?.close();
      await nodeRed?.stop();
      await exchange?.close();
    });

    async function deploy(variables: Readonly<Record<string, string>>, minute = "1"): Promise<void> {
      const nodes = { "after a minute": { duration: minute, units: minute === "1" ? "min" : "ms" } };
      const flow = fillIn(example(EXAMPLE), { exchange, variables, nodes });
      await nodeRed.deploy([...flow, ...statusAll(idOf(flow, "tab"))]);
      await exchange.nextFrame();
    }

    async function call({ type = "", query = "", body }: Call): Promise<{ status: number; answer: string }> {
      const response = await fetch(nodeRed.url + PATH + query, {
        method: "POST",
        headers: { "content-type": type },
        body,
        signal: AbortSignal.timeout(PATIENCE),
      });
      return { status: response.status, answer: await response.text() };
    }

    /** Waits until the flow remembers a price, or none any more. */
    async function remembers(what: "number" | "undefined"): Promise<void> {
      const remembered = async () => {
        const answer = await nodeRed.admin(`/context/flow/${idOf(example(EXAMPLE), "tab")}/price`);
        return ((await answer.json()) as { format: string }).format;
      };
      await eventually(remembered, (format) => format === what);
    }

    const message = () => sidebar.next(idOf(example(EXAMPLE), "message"));
    const messages = () => sidebar.textsOf(idOf(example(EXAMPLE), "message"));

    describe("with a secret that is set", () => {
      before(async () => {
        await deploy({ TRADINGVIEW_SECRET: SECRET });
        exchange.push("futures", spot("BTCUSD", PRICE));
        await remembers("number");
      });

      for (const [what, [sent, text]] of Object.entries(TAKEN)) {
        it(`are taken, and joined with our price: ${what}`, async () => {
          assert.deepEqual(await call(sent), { status: 200, answer: "" });
          assert.equal(await message(), `TradingView: ${text}. BTCUSD at Coincall: ${PRICE} USD`);
        });
      }

      for (const [what, [sent, status]] of Object.entries(TURNED_AWAY)) {
        it(`are turned away with ${status} and no word: ${what}`, async () => {
          assert.deepEqual(await call(sent), { status, answer: "" });
          // Whatever was made of it would have come before this.
          await call(asText("the next"));
          assert.match(await message(), /the next/);
          assert.equal(messages().length, 1);
        });
      }

      it("may have 4,000 characters", async () => {
        assert.equal((await call(asText("x".repeat(4_000)))).status, 200);
        assert.match(await message(), /^TradingView: x{500}/);
      });

      it("do no harm as nonsense", async () => {
        const { status } = await call({ type: JSON_TYPE, body: "{ nonsense" });
        assert.ok(status >= 400);
        await call(asText("alive"));
        assert.match(await message(), /alive/);
      });
    });

    describe("otherwise", () => {
      it("come without a price when the feed has brought none for a minute", async () => {
        await deploy({ TRADINGVIEW_SECRET: SECRET }, "500");
        exchange.push("futures", spot("BTCUSD", PRICE));
        await remembers("number");
        await remembers("undefined");
        await call(asText("up"));
        assert.equal(await message(), "TradingView: up. BTCUSD at Coincall: no price");
      });

      for (const [what, variables] of Object.entries({ missing: {}, empty: { TRADINGVIEW_SECRET: "" } })) {
        it(`are all refused while the secret is ${what}, which is said`, async () => {
          await deploy(variables);
          for (const sent of [
            asText("up"),
            asText("up", ""),
            json({ secret: "", text: "up" }),
            json({ text: "up" }),
          ]) {
            assert.deepEqual(await call(sent), { status: 403, answer: "" });
            assert.match(
              await sidebar.next(idOf(example(EXAMPLE), "not filled in")),
              /^Set TRADINGVIEW_SECRET/,
            );
          }
          assert.deepEqual(messages(), []);
        });
      }

      it("leave no secret in the debug sidebar, in the log, or in the flows", async () => {
        const flows = await (await nodeRed.admin("/flows")).text();
        for (const text of [...sidebar.told, ...nodeRed.log, flows]) assert.ok(!text.includes(SECRET), text);
      });
    });
  });
}
