/**
 * What Home Assistant's manual says of a device announced over MQTT. It takes keys that it does not know without a word, so that a
 * misspelt one is missed only in the house: here it is a problem.
 *
 * Source: home-assistant.io/integrations/mqtt, "Device discovery payload" and "Using availability topics";
 * sensor.mqtt and binary_sensor.mqtt, "Configuration variables"; sensor and binary_sensor, "Device class".
 */

import Ajv from "ajv";

const text = { type: "string", minLength: 1 } as const;
const topic = { type: "string", pattern: "^[^+#]+$" } as const;
/** Jinja, in braces that are closed. */
const template = { type: "string", pattern: "^\\{\\{ .+ \\}\\}$" } as const;
const count = { type: "integer", minimum: 0 } as const;
const map = (properties: Readonly<Record<string, object>>, ...required: string[]) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

const AVAILABILITY = {
  availability: {
    type: "array",
    minItems: 1,
    items: map(
      { topic, payload_available: text, payload_not_available: text, value_template: template },
      "topic",
    ),
  },
  availability_mode: { enum: ["all", "any", "latest"] },
};

/** Of sensors and binary sensors alike. */
const ENTITY = {
  ...AVAILABILITY,
  unique_id: text,
  name: text,
  default_entity_id: text,
  icon: { type: "string", pattern: "^mdi:[a-z-]+$" },
  entity_category: { enum: ["config", "diagnostic"] },
  enabled_by_default: { type: "boolean" },
  force_update: { type: "boolean" },
  encoding: text,
  qos: { enum: [0, 1, 2] },
  state_topic: topic,
  value_template: template,
  expire_after: count,
  json_attributes_topic: topic,
  json_attributes_template: template,
};

/** Of no device class: "monetary" is of an amount that adds up (`total`), and nothing else fits a price, a rate or a volatility. */
const SENSOR = map(
  {
    ...ENTITY,
    platform: { const: "sensor" },
    unit_of_measurement: text,
    state_class: { enum: ["measurement", "total", "total_increasing"] },
    suggested_display_precision: count,
    last_reset_value_template: template,
  },
  "platform",
  "unique_id",
  "state_topic",
);

const BINARY_SENSOR = map(
  {
    ...ENTITY,
    platform: { const: "binary_sensor" },
    device_class: { enum: ["connectivity", "problem", "safety"] },
    payload_on: text,
    payload_off: text,
    off_delay: count,
  },
  "platform",
  "unique_id",
  "state_topic",
);

const DEVICE = map(
  {
    identifiers: { type: "array", items: text, minItems: 1 },
    name: text,
    manufacturer: text,
    model: text,
    model_id: text,
    serial_number: text,
    sw_version: text,
    hw_version: text,
    suggested_area: text,
    configuration_url: text,
  },
  "identifiers",
);

const DEVICE_DISCOVERY = map(
  {
    ...AVAILABILITY,
    device: DEVICE,
    origin: map({ name: text, sw_version: text, support_url: text }, "name"),
    components: {
      type: "object",
      minProperties: 1,
      additionalProperties: {
        type: "object",
        required: ["platform"],
        discriminator: { propertyName: "platform" },
        oneOf: [SENSOR, BINARY_SENSOR],
      },
    },
    state_topic: topic,
    qos: { enum: [0, 1, 2] },
    encoding: text,
  },
  "device",
  "origin",
  "components",
);

const check = new Ajv({ allErrors: true, discriminator: true, strictRequired: false }).compile(
  DEVICE_DISCOVERY,
);

/** What the manual would not know in an announcement, each with its place. */
export function problemsOf(announcement: unknown): string[] {
  if (check(announcement)) return [];
  return (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
  );
}
