import assert from "node:assert/strict";
import { problemsOf } from "./device-discovery";

const SENSOR = {
  platform: "sensor",
  unique_id: "a",
  state_topic: "a/b",
  unit_of_measurement: "USD",
  state_class: "measurement",
};
const ANNOUNCEMENT = {
  device: { identifiers: ["a"], name: "A" },
  origin: { name: "A" },
  availability: [{ topic: "a/available" }],
  components: { a: SENSOR },
};

describe("What the manual says of announced devices", () => {
  it("lets a device pass that is as documented", () => {
    assert.deepEqual(problemsOf(ANNOUNCEMENT), []);
  });

  for (const [what, announcement] of Object.entries({
    "a misspelt key": { ...ANNOUNCEMENT, availabilty: [] },
    "a misspelt key of a component": having({ ...SENSOR, suggested_precision: 2 }),
    "a misspelt key of the device": { ...ANNOUNCEMENT, device: { identifiers: ["a"], vendor: "A" } },
    "a key of another platform": having({ ...SENSOR, payload_on: "ON" }),
    "a component of no platform": having({ unique_id: "a", state_topic: "a/b" }),
    "a component without an id": having({ platform: "sensor", state_topic: "a/b" }),
    "a device that nothing identifies": { ...ANNOUNCEMENT, device: { name: "A" } },
    "no origin": { device: ANNOUNCEMENT.device, components: ANNOUNCEMENT.components },
    "a topic with a wildcard": having({ ...SENSOR, state_topic: "a/+" }),
    "a template that is not closed": having({ ...SENSOR, value_template: "{{ value_json.price" }),
  })) {
    it(`finds ${what}`, () => {
      assert.notDeepEqual(problemsOf(announcement), []);
    });
  }
});

function having(component: object): object {
  return { ...ANNOUNCEMENT, components: { a: component } };
}
