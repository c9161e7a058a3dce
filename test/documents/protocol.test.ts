import assert from "node:assert/strict";
import { CHANNELS, PERIODS } from "../../src/protocol/channels";
import { type SigningParameter, sign } from "../../src/protocol/dialects/signed";
import { found, read } from "./documents";
import { codeIn, codesIn, sectionOf, tableIn } from "./tables";

const PROTOCOL = read("docs/protocol.md");

describe("The page of the wire", () => {
  it("marks the channels that the palette uses, with the numbers and names that it uses", () => {
    const used = tableIn(PROTOCOL, "Channels", "channel").filter(({ palette }) => palette === "yes");
    const told = used.map((row) => [
      codeIn(row["`dataType`"]),
      row["`dt` on options"],
      row["`dt` on futures"],
    ]);
    const known = Object.values(CHANNELS).map(({ dataType, dt }) => [
      dataType,
      String(dt.options ?? "–"),
      String(dt.futures ?? "–"),
    ]);
    assert.deepEqual(told.toSorted(), known.toSorted());
  });

  it("lists the periods of candles", () => {
    const [sentence = ""] = found(sectionOf(PROTOCOL, "Channels"), /\*\*Periods\*\*([^.]*)\./g);
    assert.deepEqual(codesIn(sentence), [...PERIODS]);
  });

  it("shows signatures that this palette makes", () => {
    const section = sectionOf(PROTOCOL, "Signature");
    const [key = "", secret = "", ts = ""] = ["key", "secret", "ts"].map(
      (name) => found(section, new RegExp(`${name}\\s+\`([^\`]+)\``, "g"))[0],
    );
    for (const row of tableIn(PROTOCOL, "Signature", "signed as")) {
      const parameter = codeIn(row["signed as"]) as SigningParameter;
      assert.equal(codeIn(row["`sign`"]), sign(parameter, key, secret, Number(ts)));
    }
  });
});
