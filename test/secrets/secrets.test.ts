import assert from "node:assert/strict";
import { connectionTo, flowOf, KEY, type NodeRed, node, SECRET, startNodeRed } from "../embedded/harness";
import { Needles } from "../support/secrets/needles";
import { type StubExchange, startStubExchange } from "../support/stub-exchange";
import { Evidence, type Exhibit } from "./evidence";
import { FAULTS, type Fault } from "./faults";

/** Nobody listens there. */
const DEAD_PROXY = "http://127.0.0.1:9";
const ENV = { http_proxy: DEAD_PROXY, https_proxy: "", no_proxy: "127.0.0.1,.invalid" };
const TALKATIVE = { logging: { console: { level: "trace", metrics: true, audit: true } } };

const NOTHING: Fault = { name: "nothing", play: ({ nodeRed }) => nodeRed.nextStatus("spot") };

describe("Key, secret and signature are shown to nobody", function () {
  this.timeout(30_000);
  let nodeRed: NodeRed;
  let exchange: StubExchange;
  let evidence: Evidence;

  before(async () => {
    nodeRed = await startNodeRed({ version: "4.1", settings: TALKATIVE, env: ENV });
    evidence = new Evidence(nodeRed);
  });
  beforeEach(async () => {
    exchange = await startStubExchange();
    evidence.forget();
  });
  afterEach(async () => {
    await nodeRed.deploy([]);
    await exchange.close();
  });
  after(async () => {
    evidence.close();
    await nodeRed.stop();
  });

  for (const protocol of ["signed", "apikey"] as const) {
    describe(`in the dialect ${protocol}`, () => {
      for (const fault of FAULTS) {
        it(`when ${fault.name}`, async () => {
          await play(fault, protocol);
          const shown = (await evidence.all()).filter(({ place }) => !isTheUsers(place, fault));
          assert.deepEqual(
            shown.flatMap((exhibit) => givenAway(exhibit, signatures())),
            [],
          );
        });
      }

      it("when a form asks about an exchange that is gone", async () => {
        await play(NOTHING, protocol);
        const { url } = exchange;
        await exchange.close();
        const shown = [...(await answersToForm(protocol, url)), ...(await evidence.all())];
        assert.deepEqual(
          shown.flatMap((exhibit) => givenAway(exhibit, signatures())),
          [],
        );
      });
    });
  }

  describe("and in the end", () => {
    it("the editor has been told of nodes, and of no secret", () => {
      assert.match(evidence.editor.text, /status\/spot/);
      assert.deepEqual(givenAway(evidence.editor, []), []);
    });

    it("the search has looked at something", async () => {
      await play(NOTHING, "signed");
      const exhibits = await evidence.all();
      const at = (name: string) => exhibits.find(({ place }) => place.endsWith(name))?.text ?? "";
      assert.match(at("log"), /\[trace\].*\[metric\]/s);
      assert.match(at("statuses"), /connecting/);
      assert.match(at("GET /flows"), /coincall-connection/);
      assert.match(at("/connection"), /has_apiKey/);
    });
  });

  async function play(fault: Fault, protocol: string): Promise<void> {
    fault.prepare?.(exchange);
    const connection = connectionTo(exchange, { protocol, ...fault.properties?.(exchange) });
    const spot = node("coincall-spot", {
      symbols: "BTCUSD",
      includeRaw: true,
      wires: [["output", "sidebar"]],
    });
    const book = node("coincall-order-book", { endpoint: "futures", symbols: "ETHUSD" });
    const status = node("coincall-status", { id: "alert" });
    const sidebar = {
      id: "sidebar",
      type: "debug",
      z: "tab",
      complete: "true",
      active: true,
      tosidebar: true,
    };
    await nodeRed.deploy(flowOf(connection, spot, book, status, { ...sidebar, console: true, wires: [] }));
    const signedUrl = () => `${exchange.url}${exchange.upgrades.at(-1)?.path ?? ""}`;
    await fault.play({ nodeRed, exchange, signedUrl });
  }

  /** Those that the exchange has seen. */
  function signatures(): string[] {
    return exchange.upgrades.flatMap(({ path }) => /sign=([^&]+)/.exec(path)?.[1] ?? []);
  }

  /** What the form of the connection is told when it asks. */
  async function answersToForm(protocol: string, url: string): Promise<Exhibit[]> {
    const form = { environment: "custom", url, protocol, apiKey: KEY, apiSecret: SECRET };
    const trial = await nodeRed.admin("/coincall/connection/test", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(form),
    });
    const instruments = await nodeRed.admin("/coincall/instruments?connection=connection&query=btc");
    return [
      { place: "test of the connection", text: await trial.text() },
      { place: "instruments", text: await instruments.text() },
    ];
  }
});

/** Who pastes a key into a property that is none of the credentials has it in the flow: it is theirs to keep. */
function isTheUsers(place: string, { properties }: Fault): boolean {
  const isFlow = place.startsWith("GET /flow") || /^\.?flows\.json/.test(place);
  return (
    isFlow &&
    properties?.({ url: "" } as StubExchange)
      .url?.toString()
      .includes(KEY) === true
  );
}

function givenAway({ place, text }: Exhibit, signatures: readonly string[]): string[] {
  return new Needles(KEY, SECRET, ...signatures).in(text).map((found) => `${place}: ${found}`);
}
