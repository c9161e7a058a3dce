import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chooseNodeRed, NODE_RED_5 } from "../../../scripts/runtimes/choice.mjs";

const versionFor = (node: string, arch = "x64") => chooseNodeRed(node, arch).version;

describe("The Node-RED that is chosen for a Node.js", () => {
  it("is 5 from Node.js 22.9 on, else 4.1", () => {
    const nodes = ["20.20.2", "22.8.0", "22.9.0", "22.23.3", "24.0.0", "26.12.1", "100.0.0"];
    assert.deepEqual(
      nodes.map((node) => versionFor(node)),
      ["4.1", "4.1", "5", "5", "5", "5", "5"],
    );
  });

  it("is 4.1 on a system of 32 bits, as on an older Raspberry Pi", () => {
    for (const arch of ["arm", "ia32"]) assert.equal(versionFor("24.0.0", arch), "4.1");
    for (const arch of ["arm64", "x64", "s390x"]) assert.equal(versionFor("24.0.0", arch), "5");
  });

  it("is installed from a folder that has that version", () => {
    for (const node of ["20.20.2", "24.0.0"]) {
      const { folder, version } = chooseNodeRed(node, "x64");
      assert.ok(lockedNodeRed(folder).version.startsWith(`${version}.`));
    }
  });

  it("is 5 only where Node-RED 5 says itself that it runs", () => {
    assert.equal(lockedNodeRed(NODE_RED_5).engines.node, ">=22.9");
  });

  it("comes with the reason", () => {
    assert.match(chooseNodeRed("24.1.0", "x64").why, /24\.1\.0 is 22\.9 or later/);
    assert.match(chooseNodeRed("20.1.0", "x64").why, /needs Node\.js 22\.9 .* this is 20\.1\.0/);
    assert.match(chooseNodeRed("24.1.0", "arm").why, /64-bit/);
  });
});

function lockedNodeRed(folder: string): { version: string; engines: { node: string } } {
  return JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages[
    "node_modules/node-red"
  ];
}
