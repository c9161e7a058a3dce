import assert from "node:assert/strict";
import { useRig } from "../embedded/harness";
import { example, fillIn } from "./support/example";
import { balance } from "./support/frames";
import { HttpReceiver } from "./support/http-receiver";

/** A time zone where it is between three and four at night now. */
function threeInTheMorning(): string {
  const behind = (new Date().getUTCHours() - 3 + 24) % 24;
  // In these names, east is minus, and they go from 14 hours east to 12 hours west.
  return behind > 12 ? `Etc/GMT-${24 - behind}` : `Etc/GMT+${behind}`;
}

describe("The quiet hours of the margin alert", function () {
  this.timeout(60_000);
  const rig = useRig({ version: "4.1", env: { TZ: threeInTheMorning() } });
  const web = new HttpReceiver();

  before(() => web.listen());
  beforeEach(() => web.forget());
  after(() => web.close());

  async function deploy(quietFrom: string, quietTo: string): Promise<void> {
    const flow = fillIn(example("02 Alerts/4 Margin use, with quiet hours"), {
      exchange: rig.exchange,
      settings: { level: 50, critical: 80, quietFrom, quietTo },
      variables: { SLACK_WEBHOOK_URL: web.url },
      nodes: { "coincall-balance": { emit: "every" } },
    });
    await rig.nodeRed.deploy(flow);
    await rig.exchange.nextFrame();
    rig.exchange.push("options", balance(1_000, 600));
    rig.exchange.push("options", balance(1_000, 900));
  }

  for (const [from, to] of [
    ["22:00", "7:00"],
    ["22:00", "07:00"],
    ["2:30", "10:00"],
  ] as const) {
    it(`are not over at three when they are written ${from} and ${to}`, async () => {
      await deploy(from, to);
      assert.match(JSON.stringify(await web.nextJson()), /90 %.*critical/);
    });
  }

  it("have not begun at three when they are written 9:00 and 17:00", async () => {
    await deploy("9:00", "17:00");
    assert.match(JSON.stringify(await web.nextJson()), /60 %/);
  });
});
