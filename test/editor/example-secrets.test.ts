import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Flow, secretsIn, variablesOf } from "./example-secrets";
import { ROOT, read } from "./forms";

const FLOWS = readdirSync(join(ROOT, "examples"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".json"))
  .map((name) => `examples/${name}`)
  .concat("demo/flows.json", "demo/rolling-options.json");

/** Settings that are addresses, and so could hold a secret once they are filled in. */
const ADDRESS = /"p":"url"/;
/** How a read-me tells what to write there: with names in capitals for what differs, none of them a secret. */
const WRITTEN_OUT = /write `(https?:\/\/[^`]+)`[^.]* into `msg\.url`/;
const KNOWN_TO_ALL = ["ADDRESS", "ORG", "BUCKET"];

/** What people put into flows. */
const HELD: Readonly<Record<string, object>> = {
  "a webhook's address": { type: "http request", url: "https://hooks.slack.com/services/T0/B0/x" },
  "a bot's token in an address": { type: "http request", url: "https://api.telegram.org/bot1:X/sendMessage" },
  "a login in an address": { type: "mqtt-broker", broker: "mqtt://me:word@broker" },
  "a token in a query": { type: "http request", url: "http://host/write?access_token=abc" },
  "a header": { headers: [{ keyType: "other", keyValue: "Authorization", valueValue: "Token TOKEN" }] },
  "a setting": { type: "change", rules: [{ t: "set", p: "token", pt: "msg", to: "abc", tot: "str" }] },
  "a header that a rule sets": {
    rules: [{ t: "set", p: "headers.Authorization", to: "Token abc", tot: "env" }],
  },
  "a property of an inject node": { type: "inject", props: [{ p: "password", v: "abc", vt: "str" }] },
  "a variable of the tab": { type: "tab", env: [{ name: "SLACK_TOKEN", value: "abc", type: "str" }] },
  credentials: { type: "e-mail", credentials: { userid: "me", password: "abc" } },
  "a line of a function": { type: "function", func: 'msg.headers = { authorization: "Bearer abcdef" };' },
  "a key": { type: "template", template: "7Qx+demo/KEY0123456789abcdefghijklmnopqrstuv=" },
};

describe("The secrets of the example flows", () => {
  for (const path of FLOWS) {
    describe(path, () => {
      const flow: Flow = JSON.parse(read(path));
      const readMe = String(flow.find(({ type }) => type === "comment")?.info);

      it("are in no property", () => {
        assert.deepEqual(secretsIn(flow), []);
      });

      it("are in variables that the read-me names", () => {
        assert.deepEqual(
          variablesOf(flow).filter((name) => !readMe.includes(`\`${name}\``)),
          [],
        );
      });

      it("are no part of an address that is to be filled in", () => {
        if (!ADDRESS.test(JSON.stringify(flow))) return;
        const address = WRITTEN_OUT.exec(readMe)?.[1] ?? "";
        assert.notEqual(address, "", "the read-me writes out what belongs into msg.url");
        const names = address.match(/[A-Z]{2,}/g) ?? [];
        assert.deepEqual(
          names.filter((name) => !KNOWN_TO_ALL.includes(name)),
          [],
        );
      });
    });
  }

  for (const [what, node] of Object.entries(HELD)) {
    it(`would be found as ${what}`, () => {
      assert.equal(secretsIn([{ id: "4d75f5d2cd334b24", name: "a node", ...node }]).length > 0, true);
    });
  }
});
