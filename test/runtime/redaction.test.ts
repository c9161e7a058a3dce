import assert from "node:assert/strict";
import { redact } from "../../src/runtime/redaction";

const KEY = "7Qx+demo/KEY0123456789=";
const SECRET = "s3cr3t.(Demo)[1]$";
const SIGNATURE = "4B112257875F569F3AB4B9FE87AE129D5DF1D88AE73ABBAE90E04F1B18D7603F";
const shown = (text: string) => redact(text, [KEY, SECRET]);

describe("A text of the exchange is shown", () => {
  it("as it is when it holds no secret", () => {
    assert.equal(shown("no such symbol: BTCUSD"), "no such symbol: BTCUSD");
  });

  for (const [spelt, form] of [
    ["as it is", KEY],
    ["percent-encoded", encodeURIComponent(KEY)],
    ["in capitals", KEY.toUpperCase()],
    ["with the slashes of some JSON", KEY.replaceAll("/", "\\/")],
  ] as const) {
    it(`without the key ${spelt}, wherever it stands`, () => {
      assert.equal(shown(`key ${form}, again ${form}!`), "key •••, again •••!");
    });
  }

  it("without the secret, whatever characters it has", () => {
    assert.equal(shown(`(${SECRET})`), "(•••)");
  });

  it("without signatures, named or not", () => {
    assert.equal(shown(`?ts=1&sign=${SIGNATURE}&code=10`), "?ts=1&sign=•••&code=10");
    assert.equal(shown(`wrong: ${SIGNATURE.toLowerCase()}.`), "wrong: •••.");
  });

  it("without a signature in an address that is part of another", () => {
    assert.doesNotMatch(shown(`url=ws%3A%2F%2Fhost%3Fsign%3D${"4B".repeat(32)}%26ts`), /4B4B/);
  });

  it("with numbers, however long they are", () => {
    assert.equal(shown(`"id":${"9".repeat(64)}`), `"id":${"9".repeat(64)}`);
  });

  it("without any key that a URL names, as of another account", () => {
    assert.equal(shown("GET /options?apiKey=other&uuid=other"), "GET /options?apiKey=•••&uuid=•••");
  });

  it("without what a terminal or a page would act on", () => {
    assert.equal(shown("busy\u001b[31m\u202e\n"), "busy [31m  ");
  });

  it("in 200 characters at most", () => {
    assert.equal(shown("x".repeat(500)), `${"x".repeat(200)}…`);
  });

  it("whole when there are no credentials", () => {
    assert.equal(redact("busy", ["", ""]), "busy");
  });
});
