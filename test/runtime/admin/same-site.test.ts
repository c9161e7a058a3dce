import assert from "node:assert/strict";
import { isFromOtherSite } from "../../../src/runtime/admin/same-site";

const HOST = "flows.example:1880";

describe("A request to the admin API", () => {
  const from = (headers: Readonly<Record<string, string>>) => isFromOtherSite({ host: HOST, ...headers });

  it("is followed from Node-RED's own pages, from an address that somebody typed, and from a program", () => {
    assert.equal(from({ "sec-fetch-site": "same-origin", origin: `https://${HOST}` }), false);
    assert.equal(from({ "sec-fetch-site": "none" }), false);
    assert.equal(from({ origin: `http://${HOST}` }), false);
    assert.equal(from({}), false);
  });

  it("is followed behind a proxy that gives Node-RED another name, where the browser vouches for the page", () => {
    assert.equal(from({ "sec-fetch-site": "same-origin", origin: "https://public.example" }), false);
  });

  it("is refused from any other page, another port of the same host included", () => {
    for (const site of ["cross-site", "same-site", "", "Same-Origin"]) {
      assert.equal(from({ "sec-fetch-site": site, origin: `http://${HOST}` }), true, site);
    }
    for (const origin of [
      "https://evil.example",
      "http://flows.example",
      "http://flows.example:1",
      "null",
      "",
    ]) {
      assert.equal(from({ origin }), true, origin);
    }
  });
});
