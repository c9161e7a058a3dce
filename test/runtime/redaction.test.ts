import assert from "node:assert/strict";
import { words } from "../../src/protocol/text/words";
import { Redaction } from "../../src/runtime/redaction";
import { ENCODED, ESCAPED } from "../support/secrets/spellings";

const KEY = "7Qx+demo/KEY0123456789=";
const SECRET = "s3cr3t.(Demo)[1]$";
const SIGNATURE = "4B112257875F569F3AB4B9FE87AE129D5DF1D88AE73ABBAE90E04F1B18D7603F";
const redaction = new Redaction([KEY, SECRET]);
const shown = (text: string) => redaction.redact(text);

describe("A text of the exchange is shown", () => {
  it("as it is when it holds no secret", () => {
    assert.equal(shown("no such symbol: BTCUSD"), "no such symbol: BTCUSD");
  });

  for (const [spelt, form] of [
    ["as it is", KEY],
    ["in capitals", KEY.toUpperCase()],
  ] as const) {
    it(`without the key ${spelt}, wherever it stands`, () => {
      assert.equal(shown(`key ${form}, again ${form}!`), "key •••, again •••!");
    });
  }

  for (const [spelt, spell] of Object.entries({ ...ESCAPED, ...ENCODED })) {
    it(`without key and secret ${spelt}`, () => {
      for (const secret of [KEY, "s3cr3t-Demo+Only/Value="]) {
        const text = `"${spell(secret)}" ${spell(secret)}.`;
        const told = new Redaction([secret]).mask(text);
        // What stands beside a secret in base64 shares some characters with it.
        assert.match(told, /^"[\w+/=-]{0,5}•••[\w+/=-]{0,5}" [\w+/=-]{0,5}•••[\w+/=-]{0,5}\.$/);
      }
    });
  }

  for (const [spelt, spell] of Object.entries(ESCAPED)) {
    it(`without the signature of an address ${spelt}`, () => {
      assert.doesNotMatch(shown(spell(`ws://host/?ts=1&sign=${SIGNATURE}&code=10`)), /4B11|603F/);
    });
  }

  it("without a part of a secret that gives the rest away", () => {
    assert.equal(shown(`key ${KEY.slice(0, 12)}…, or ${KEY.slice(8, 20)}?`), "key •••…, or •••?");
    assert.equal(shown(`key ${KEY.slice(0, 5)}…`), `key ${KEY.slice(0, 5)}…`);
  });

  it("without a short secret, but with its letters", () => {
    const short = new Redaction(["7Qx=", "ab"]);
    assert.equal(short.redact("7Qx=, 7Qx or 7qx: Qx, YWI, 6162 a b"), "•••, ••• or •••: Qx, YWI, 6162 a b");
  });

  it("without the secret, whatever characters it has", () => {
    assert.equal(shown(`(${SECRET})`), "(•••)");
  });

  it("without a secret that looks like an escape, or like padding", () => {
    const strange = new Redaction(["s3cr3t%41\\u0042&#67;", "=="]);
    assert.equal(strange.mask("s3cr3t%41\\u0042&#67;, s3cr3t%2541, a=b"), "•••, s3cr3t%2541, a=b");
  });

  it("without signatures, named or not", () => {
    assert.equal(shown(`?ts=1&sign=${SIGNATURE}&code=10`), "?ts=1&sign=•••&code=10");
    assert.equal(shown(`wrong: ${SIGNATURE.toLowerCase()}.`), "wrong: •••.");
  });

  it("without a signature in an address that is part of another", () => {
    assert.doesNotMatch(shown(`url=ws%3A%2F%2Fhost%3Fsign%3D${"4B".repeat(32)}%26ts`), /4B4B/);
  });

  it("without a signature next to other digits", () => {
    assert.equal(shown(`id:ab${SIGNATURE}01.`), "id:•••.");
  });

  it("without what is left of a signature where the exchange's words were cut", () => {
    const escaped = Array.from(SIGNATURE, (digit) => `\\u00${digit.charCodeAt(0).toString(16)}`).join("");
    for (const spelt of [SIGNATURE, SIGNATURE.toLowerCase(), escaped]) {
      for (let before = 500 - spelt.length; before < 480; before += 1) {
        const cut = words(`sign=${"x".repeat(before - 6)}&${spelt} is wrong`);
        assert.doesNotMatch(shown(cut), /4b11/i, cut);
      }
    }
    assert.equal(shown("order 4b112257875f569f of 31"), "order 4b112257875f569f of 31");
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

  it("in 500 characters at most", () => {
    assert.equal(shown("x".repeat(501)), `${"x".repeat(500)}…`);
  });

  it("whole when there are no credentials", () => {
    assert.equal(new Redaction(["", ""]).redact("busy"), "busy");
  });

  const MEGABYTE = 2 ** 20;
  const LARGEST_FRAME = 8 * MEGABYTE;
  const HOSTILE: Readonly<Record<string, string>> = {
    "percent signs": "%25".repeat(MEGABYTE / 3),
    backslashes: "\\".repeat(MEGABYTE),
    "escapes of JSON": "\\u003d".repeat(MEGABYTE / 6),
    "the beginnings of numbers of HTML": "&#000".repeat(MEGABYTE / 5),
    "all but a secret": `${KEY.slice(0, 11)} `.repeat(MEGABYTE / 12),
    "one percent sign, encoded for ever": `%${"25".repeat(LARGEST_FRAME / 2)}`,
    "hex digits": "a".repeat(LARGEST_FRAME),
    digits: "1".repeat(LARGEST_FRAME),
    "a name of a secret": `sign=${"x".repeat(LARGEST_FRAME)}`,
    "names of secrets": "sign=".repeat(MEGABYTE / 5),
    "characters that nobody sees": "\u200b".repeat(MEGABYTE),
  };

  for (const [name, flood] of Object.entries(HOSTILE)) {
    it(`however long it is, when it is made of ${name}`, () => {
      assert.match(shown(`${flood} ${KEY}`), /^.{1,500}…?$/);
      assert.equal(redaction.mask(`"${KEY} ${flood}`).slice(0, 5), '"••• ');
    });
  }
});
