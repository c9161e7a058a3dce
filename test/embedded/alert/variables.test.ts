import assert from "node:assert/strict";
import { type Properties, useRig } from "../harness";
import { alert, flowOfAlerts } from "./flows";

const SECRET = "what.nobody.is.told";

describe("An alert that takes its places from a variable", function () {
  this.timeout(60_000);
  const rig = useRig({ version: "4.1", env: { WHERE: SECRET } });

  const PLACES: readonly [Properties, string][] = [
    [{ level: `\${WHERE}`, levelType: "flow" }, `flow.\${WHERE}`],
    [{ level: `\${WHERE}`, levelType: "msg" }, `msg.\${WHERE}`],
    [{ property: `\${WHERE}` }, `\${WHERE}: “high”`],
  ];
  for (const [properties, told] of PLACES) {
    it(`tells what is wrong with the variable's name, and not its value: ${told}`, async () => {
      await rig.nodeRed.deploy(flowOfAlerts(alert(properties)));
      const what = { nobody: { is: { told: "high" } } };
      rig.nodeRed.send("alert", { payload: { price: 101 }, what });
      const { message } = await rig.nodeRed.nextError("alert");
      assert.ok(message.startsWith(told), message);
      const { text } = await rig.nodeRed.nextStatus("alert", ({ fill }) => fill === "red");
      assert.ok(text?.startsWith(told), text);
      assert.ok(!`${message} ${text}`.includes(SECRET));
    });
  }
});
