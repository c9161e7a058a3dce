import assert from "node:assert/strict";
import { admit } from "../../../src/simulator/exchange/admission";
import { type Simulator, startSimulator } from "../../../src/simulator/index";
import { Client, refusedStatus } from "../client";

/** Source: docs/protocol.md, "Signature". */
const KEY = "7Qx+demo/KEY0123456789abcdefghijklmnopqrstuv=";
const SECRET = "s3cr3t-Demo+Only/Value=";
const TS = 1_700_000_000_000;
const SIGNED_AS_API_KEY = "4B112257875F569F3AB4B9FE87AE129D5DF1D88AE73ABBAE90E04F1B18D7603F";
const SIGNED_AS_UUID = "792D98A02627F5BADC6E28496C2C2595F9DEC50BAA1E36152B279502A839901A";

const signed = (sign: string, key = KEY) => `?code=10&uuid=${key}&ts=${TS}&sign=${sign}&apiKey=${key}`;

describe("Who is let in, with a key and a secret configured", () => {
  let clock = TS;
  let exchange: Simulator;

  before(async () => {
    exchange = await startSimulator({ seed: 1, key: KEY, secret: SECRET, now: () => clock });
  });
  beforeEach(() => {
    clock = TS;
  });
  after(() => exchange.close());

  for (const [as, sign] of [
    ["apiKey", SIGNED_AS_API_KEY],
    ["uuid", SIGNED_AS_UUID],
  ] as const) {
    it(`a connection signed as ${as}, on both endpoints`, async () => {
      for (const endpoint of ["options", "futures"]) {
        const client = await Client.open(`${exchange.url}/${endpoint}${signed(sign)}`);
        client.close();
      }
    });
  }

  it("a connection of 2023, by its key alone", async () => {
    const client = await Client.open(`${exchange.url}/options?apiKey=${KEY}&code=10`);
    client.close();
  });

  it("not a percent-encoded key: 403", async () => {
    const encoded = encodeURIComponent(KEY);
    assert.equal(await refusedStatus(`${exchange.url}/options?apiKey=${encoded}&code=10`), 403);
    assert.equal(await refusedStatus(`${exchange.url}/options${signed(SIGNED_AS_API_KEY, encoded)}`), 403);
  });

  it("not another key: 403", async () => {
    assert.equal(await refusedStatus(`${exchange.url}/options?apiKey=other&code=10`), 403);
  });

  it("not a wrong signature, nor one in lower case: 401", async () => {
    const wrong = SIGNED_AS_API_KEY.replace("4", "5");
    assert.equal(await refusedStatus(`${exchange.url}/options${signed(wrong)}`), 401);
    assert.equal(
      await refusedStatus(`${exchange.url}/options${signed(SIGNED_AS_API_KEY.toLowerCase())}`),
      401,
    );
  });

  it("not without the signature that a ts announces: 401", async () => {
    assert.equal(await refusedStatus(`${exchange.url}/options?code=10&ts=${TS}&apiKey=${KEY}`), 401);
  });

  it("not a signature that is more than five seconds old, or from the future: 401", async () => {
    for (const [away, status] of [
      [5_000, undefined],
      [5_001, 401],
      [-5_000, undefined],
      [-5_001, 401],
    ] as const) {
      clock = TS + away;
      assert.equal(
        await refusedStatus(`${exchange.url}/options${signed(SIGNED_AS_API_KEY)}`),
        status,
        `${away} ms`,
      );
    }
  });

  it("not without code=10 or a key: 403; not to another path: 404", async () => {
    assert.equal(await refusedStatus(`${exchange.url}/options?apiKey=${KEY}`), 403);
    assert.equal(await refusedStatus(`${exchange.url}/options?apiKey=${KEY}&code=11`), 403);
    assert.equal(await refusedStatus(`${exchange.url}/options?code=10`), 403);
    assert.equal(await refusedStatus(`${exchange.url}/options?apiKey=&code=10`), 403);
    assert.equal(await refusedStatus(`${exchange.url}/spot?apiKey=${KEY}&code=10`), 404);
  });
});

describe("Who is let in, with nothing configured", () => {
  it("anybody with a key, in either form", () => {
    assert.deepEqual(admit("/options?apiKey=any&code=10", {}, TS), {
      endpoint: "options",
      dialect: "apikey",
    });
    const url = "/futures?code=10&uuid=any&ts=1&sign=X&apiKey=any";
    assert.deepEqual(admit(url, {}, TS), { endpoint: "futures", dialect: "signed" });
  });
});

describe("Who is let in, of the programs of this machine and the pages of others", () => {
  let exchange: Simulator;
  const status = (headers: Readonly<Record<string, string>>) =>
    refusedStatus(`${exchange.url}/options?apiKey=any&code=10`, headers);

  before(async () => {
    exchange = await startSimulator({ seed: 1 });
  });
  after(() => exchange.close());

  it("a program, with no Origin or with that of the address it connects to", async () => {
    const { host, port } = new URL(exchange.url);
    assert.equal(await status({}), undefined);
    assert.equal(await status({ origin: `http://${host}` }), undefined);
    assert.equal(await status({ host: `localhost:${port}`, origin: `http://localhost:${port}` }), undefined);
    assert.equal(await status({ host: "exchange", origin: "http://exchange" }), undefined);
    assert.equal(await status({ host: "exchange", origin: "http://exchange:80" }), undefined);
  });

  it("a page that this machine serves itself", async () => {
    assert.equal(await status({ origin: "http://localhost:5173" }), undefined);
  });

  it("not a page of another site: 403", async () => {
    const { port } = new URL(exchange.url);
    for (const origin of [
      "https://elsewhere.example",
      `http://elsewhere.example:${port}`,
      "http://127.0.0.1.elsewhere.example",
      "http://10.0.0.7",
      "null",
      "file://",
      "?",
    ]) {
      assert.equal(await status({ origin }), 403, origin);
    }
  });

  it("not a page whose name was made to point here: 403", async () => {
    const { port } = new URL(exchange.url);
    const host = `rebound.example:${port}`;
    assert.equal(await status({ host, origin: `http://${host}` }), 403);
  });
});

describe("Whose clock signatures are checked by", () => {
  it("the market's, which may have begun at another time", async () => {
    const now = () => TS + 1e9;
    const exchange = await startSimulator({ seed: 1, key: KEY, secret: SECRET, start: TS, now });
    const response = await fetch(`${exchange.url.replace("ws:", "http:")}/time`);
    assert.deepEqual((await response.json()).data, { serverTime: TS });
    assert.equal(await refusedStatus(`${exchange.url}/options${signed(SIGNED_AS_API_KEY)}`), undefined);
    exchange.control.setTime(TS + 3_600_000);
    assert.equal(await refusedStatus(`${exchange.url}/options${signed(SIGNED_AS_API_KEY)}`), 401);
    await exchange.close();
  });
});
