import assert from "node:assert/strict";
import { sign } from "../../../src/protocol/dialects/signed";
import { CERTIFICATE, PRIVATE_KEY } from "../../support/certificate";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { startProxy, startTlsFront, type TestProxy, type Tunnel } from "../../support/tunnels";
import {
  connectionTo,
  describeOnEach,
  flowOf,
  KEY,
  type NodeRed,
  node,
  type Properties,
  SECRET,
  startNodeRed,
} from "../harness";

const TLS = {
  id: "tls",
  type: "tls-config",
  cert: "",
  key: "",
  ca: "",
  verifyservercert: true,
  caname: "exchange.pem",
  credentials: { cadata: CERTIFICATE },
};

describeOnEach("An exchange is reached", function (version) {
  this.timeout(30_000);
  let nodeRed: NodeRed;
  let exchange: StubExchange;
  let proxy: TestProxy;
  let front: Tunnel;

  before(async () => {
    proxy = await startProxy();
    const address = `http://someone:pass%2Bword@127.0.0.1:${proxy.port}`;
    const unset = { HTTP_PROXY: "", HTTPS_PROXY: "", NO_PROXY: "" };
    const env = { ...unset, http_proxy: address, https_proxy: address, no_proxy: "localhost" };
    nodeRed = await startNodeRed({ version, env });
  });
  beforeEach(async () => {
    exchange = await startStubExchange();
    front = await startTlsFront(CERTIFICATE, PRIVATE_KEY, Number(new URL(exchange.url).port));
    proxy.requests.length = 0;
    nodeRed.forget();
  });
  afterEach(async () => {
    await nodeRed.deploy([]);
    await front.close();
    await exchange.close();
  });
  after(async () => {
    await nodeRed.stop();
    await proxy.close();
  });

  const spot = node("coincall-spot", { symbols: "BTCUSD" });
  const deploy = (properties: Properties) =>
    nodeRed.deploy(flowOf(connectionTo(exchange, properties), TLS, spot));

  it("with the key raw in the URL, and nothing else, in the dialect of 2023", async () => {
    await deploy({ protocol: "apikey" });
    await exchange.nextFrame();
    assert.equal(exchange.upgrades[0]?.path, `/futures?apiKey=${KEY}&code=10`);
  });

  for (const signingParameter of ["apiKey", "uuid"] as const) {
    it(`with the key raw in the URL, signed anew for each attempt as ${signingParameter}`, async () => {
      await deploy({ signingParameter });
      await exchange.nextFrame();
      exchange.drop();
      await exchange.nextFrame();
      const times = exchange.upgrades.map(({ path, at }) => {
        const ts = Number(/&ts=(\d+)&/.exec(path)?.[1]);
        const signature = sign(signingParameter, KEY, SECRET, ts);
        assert.equal(path, `/futures?code=10&uuid=${KEY}&ts=${ts}&sign=${signature}&apiKey=${KEY}`);
        assert.ok(Math.abs(at - ts) < 2_000);
        return ts;
      });
      assert.equal(new Set(times).size, 2);
    });
  }

  it("below the path of its address", async () => {
    await deploy({ url: `${exchange.url}/gateway/` });
    await exchange.nextFrame();
    assert.match(exchange.upgrades[0]?.path ?? "", /^\/gateway\/futures\?/);
  });

  it("through the proxy of the environment", async () => {
    await deploy({});
    await exchange.nextFrame();
    const authorization = `Basic ${Buffer.from("someone:pass+word").toString("base64")}`;
    assert.deepEqual(proxy.requests, [{ to: new URL(exchange.url).host, authorization }]);
  });

  it("past the proxy where no_proxy says so", async () => {
    await deploy({ url: exchange.url.replace("127.0.0.1", "localhost") });
    await exchange.nextFrame();
    assert.deepEqual(proxy.requests, []);
  });

  it("as soon as a proxy that refused lets it through", async () => {
    proxy.refuseWith = 407;
    await deploy({});
    const error = await nodeRed.nextError("connection");
    assert.equal(error.code, "COINCALL_LINK");
    assert.match(error.message, new RegExp(`proxy 127.0.0.1:${proxy.port} wants .* password .*407`));
    proxy.refuseWith = undefined;
    await exchange.nextFrame();
  });

  for (const [where, host] of [
    ["directly", "localhost"],
    ["through a proxy", "127.0.0.1"],
  ] as const) {
    it(`${where} over TLS, with the certificates of a tls-config node`, async () => {
      await deploy({ url: `wss://${host}:${front.port}`, tls: "tls" });
      await exchange.nextFrame();
      assert.equal(proxy.requests.length, host === "localhost" ? 0 : 1);
    });

    it(`${where} over TLS never when nobody vouches for its certificate`, async () => {
      await deploy({ url: `wss://${host}:${front.port}` });
      const error = await nodeRed.nextError("connection");
      assert.equal(error.code, "COINCALL_LINK");
      assert.match(error.message, /SELF_SIGNED/);
      assert.equal(exchange.upgrades.length, 0);
    });
  }
});
