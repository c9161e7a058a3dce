import assert from "node:assert/strict";
import { usualConnection } from "../../../src/editor/connection/usual-connection";

describe("A new node begins with the connection", () => {
  it("that is the only one its flow can use, whatever was used before", () => {
    assert.equal(usualConnection(["one"], [], "", "here"), "one");
    assert.equal(usualConnection(["one"], [{ connection: "gone", flow: "here" }], "gone", "here"), "one");
  });

  it("that was last chosen", () => {
    const uses = [{ connection: "one", flow: "here" }];
    assert.equal(usualConnection(["one", "two"], uses, "two", "here"), "two");
  });

  it("that its flow last used, or else any flow, where nobody has chosen one yet, or that one is gone", () => {
    const uses = [
      { connection: "one", flow: "here" },
      { connection: "two", flow: "here" },
      { connection: "gone", flow: "here" },
      { connection: "three", flow: "there" },
    ];
    const usable = ["one", "two", "three"];
    for (const last of ["", "gone"]) {
      assert.equal(usualConnection(usable, uses, last, "here"), "two");
      assert.equal(usualConnection(usable, uses, last, "elsewhere"), "three");
    }
  });

  it("that is none of several which nobody has used, nor of none", () => {
    assert.equal(usualConnection(["one", "two"], [], "", "here"), undefined);
    assert.equal(usualConnection([], [{ connection: "gone", flow: "here" }], "gone", "here"), undefined);
  });
});
