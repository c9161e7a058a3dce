import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { defineScalarTag, load, YAML11_SCHEMA } from "js-yaml";
import { ROOT } from "../../embedded/harness";

const FILE = "examples/04 Home/coincall-alert.yaml";
const TEXT = readFileSync(join(ROOT, FILE), "utf8");

/** What the user chooses: Home Assistant puts it in the place of `!input NAME`. */
class Input {
  constructor(readonly name: string) {}
}

/** As Home Assistant reads it, in which a bare `on` is `true`. */
const SCHEMA = YAML11_SCHEMA.withTags(
  defineScalarTag("!input", { resolve: (name) => new Input(name), identify: () => false }),
);
const BLUEPRINT = load(TEXT, { schema: SCHEMA }) as Blueprint;

interface Blueprint {
  readonly blueprint: {
    readonly input: Readonly<Record<string, { readonly default?: unknown; readonly selector: object }>>;
  };
  readonly triggers: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  readonly [part: string]: unknown;
}

const text = { type: "string", minLength: 1 } as const;
const isInput = { type: "object" } as const;
const only = (properties: Readonly<Record<string, object>>, ...required: string[]) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const listOf = (items: object) => ({ type: "array", items });
const choice = (properties: Readonly<Record<string, object>> = {}) => ({
  anyOf: [{ type: "null" }, only(properties)],
});

/** Source: home-assistant.io/docs/blueprint/selectors. */
const SELECTOR = {
  ...only({
    entity: choice({ filter: listOf(only({ domain: text, integration: text, device_class: text })) }),
    device: choice({ filter: listOf(only({ integration: text, manufacturer: text, model: text })) }),
    text: choice({ multiline: { type: "boolean" } }),
    boolean: choice(),
    action: choice(),
  }),
  minProperties: 1,
  maxProperties: 1,
};

const ACTION = {
  oneOf: [
    // Source: home-assistant.io/integrations/mobile_app, and Home Assistant's own blueprint of zones.
    only(
      {
        device_id: isInput,
        domain: { const: "mobile_app" },
        type: { const: "notify" },
        title: isInput,
        message: text,
      },
      "device_id",
      "domain",
      "type",
      "message",
    ),
    // Source: home-assistant.io/docs/scripts, "Choose a group of actions".
    only({ choose: { type: "array", maxItems: 0 }, default: isInput }, "choose", "default"),
  ],
};

/** Source: home-assistant.io/docs/blueprint/schema; docs/automation/yaml, "YAML representation of an automation". */
const check = new Ajv({ strictRequired: false }).compile({
  ...only(
    {
      blueprint: only(
        {
          name: text,
          description: text,
          domain: { const: "automation" },
          author: text,
          homeassistant: only({ min_version: { type: "string", pattern: "^\\d{4}\\.\\d{1,2}\\.\\d+$" } }),
          input: {
            type: "object",
            additionalProperties: only(
              { name: text, description: text, default: {}, selector: SELECTOR },
              "name",
              "selector",
            ),
          },
        },
        "name",
        "domain",
        "input",
      ),
      mode: { enum: ["single", "restart", "queued", "parallel"] },
      max: { type: "integer", minimum: 2 },
      triggers: listOf(
        only(
          { trigger: { const: "state" }, entity_id: isInput, from: text, to: text, id: text },
          "trigger",
          "entity_id",
        ),
      ),
      conditions: listOf(only({ condition: { const: "template" }, value_template: text }, "condition")),
      variables: { type: "object" },
      actions: { ...listOf(ACTION), minItems: 1 },
    },
    "blueprint",
    "triggers",
    "actions",
  ),
});

describe("The blueprint for Home Assistant", () => {
  it("has nothing but what the manual knows", () => {
    check(BLUEPRINT);
    assert.deepEqual(check.errors ?? [], []);
  });

  it("uses every choice of the user, and no other", () => {
    const used = new Set(inputsIn(BLUEPRINT).map(({ name }) => name));
    assert.deepEqual([...used].sort(), Object.keys(BLUEPRINT.blueprint.input).sort());
  });

  it("needs only an alert and a phone to be chosen", () => {
    const needed = Object.entries(BLUEPRINT.blueprint.input).filter(
      ([, input]) => input.default === undefined,
    );
    assert.deepEqual(
      needed.map(([name, { selector }]) => [name, Object.keys(selector)[0]]),
      [
        ["alert", "entity"],
        ["phone", "device"],
      ],
    );
  });

  it("tells what begins and what ends, and nothing when a sensor only becomes available again", () => {
    assert.deepEqual(
      BLUEPRINT.triggers.map(({ from, to }) => [from, to]),
      [
        ["off", "on"],
        ["on", "off"],
      ],
    );
  });

  it("asks for what its triggers are called", () => {
    const ids = BLUEPRINT.triggers.map(({ id }) => id);
    const asked = Array.from(TEXT.matchAll(/trigger\.id == '(\w+)'/g), ([, id = ""]) => id);
    assert.deepEqual(
      asked.filter((id) => !ids.includes(id)),
      [],
    );
    assert.ok(asked.length > 0);
  });

  it("closes every template", () => {
    assert.equal(TEXT.split("{{").length, TEXT.split("}}").length);
  });
});

function inputsIn(part: unknown): Input[] {
  if (part instanceof Input) return [part];
  if (typeof part !== "object" || part === null) return [];
  return Object.values(part).flatMap(inputsIn);
}
