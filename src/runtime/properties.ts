import { CoincallError } from "../protocol/error";
import type { SchemaObject } from "../protocol/schema";
import { quoteProperty } from "./written-properties";

/**
 * A guard fills in the defaults of what a saved node lacks and makes numbers of digits: forms save both as text, and an
 * `${ENV_VAR}` is always text.
 */
export interface PropertyGuard {
  (properties: object): boolean;
  /** Of the last call. */
  readonly errors?: readonly PropertyError[] | null;
}

interface PropertyError {
  /** A slash and the property's name. */
  readonly instancePath: string;
  readonly parentSchema: Keywords;
  readonly data: unknown;
}

/** What a problem is told with. */
interface Keywords {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Checked<Properties> {
  /** With every default filled in; only meaningful when there are no problems. */
  readonly properties: Properties;
  readonly problems: readonly CoincallError[];
}

export type PropertySchemas<Properties> = { readonly [Name in keyof Properties]: SchemaObject };

/**
 * A check of saved properties. It leaves the saved object alone.
 *
 * @param guard made of the schemas
 * @param defaults where they differ from those of the schemas
 */
export function propertyCheck<Properties extends object>(
  guard: PropertyGuard,
  schemas: PropertySchemas<Properties>,
  defaults: Partial<Properties> = {},
): (saved: object) => Checked<Properties> {
  const names = Object.keys(schemas);
  return (saved) => {
    const properties = { ...defaults, ...pick(saved, names) };
    const valid = guard(properties);
    return { properties: properties as Properties, problems: valid ? [] : problemsOf(guard) };
  };
}

/** Those that are not empty: an empty property has its default. */
function pick(saved: object, names: readonly string[]): object {
  const entries = Object.entries(saved).filter(([name]) => names.includes(name));
  const trimmed = entries.map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]);
  return Object.fromEntries(
    trimmed.filter(([, value]) => value !== "" && value !== null && value !== undefined),
  );
}

/** One a property: the first thing that is wrong with it. */
function problemsOf(guard: PropertyGuard): readonly CoincallError[] {
  const first = new Map<string, CoincallError>();
  for (const error of guard.errors ?? []) {
    const property = error.instancePath.slice(1);
    if (!first.has(property)) first.set(property, problemOf(property, error));
  }
  return [...first.values()];
}

function problemOf(property: string, { parentSchema, data }: PropertyError): CoincallError {
  const { enum: allowed, minimum, maximum, type } = parentSchema;
  const value = quoteProperty(data);
  if (allowed) return notOneOf(property, value, allowed);
  if (isUnsetVariable(value)) return variableUnset(property, value);
  if (minimum !== undefined && maximum !== undefined) {
    return new CoincallError("COINCALL_CONFIG", "notBetween", { property, value, minimum, maximum });
  }
  if (minimum !== undefined) return notAtLeast(property, value, minimum);
  return new CoincallError("COINCALL_CONFIG", "notOfType", { property, value, type });
}

/** @param value as it may be quoted */
export function notOneOf(property: string, value: string, allowed: readonly string[]): CoincallError {
  if (isUnsetVariable(value)) return variableUnset(property, value);
  return new CoincallError("COINCALL_CONFIG", "notOneOf", { property, value, allowed: allowed.join(", ") });
}

/** @param value as it may be quoted */
export function notAtLeast(property: string, value: string, minimum: number): CoincallError {
  return new CoincallError("COINCALL_CONFIG", "notAtLeast", { property, value, minimum });
}

/** @param value as it may be quoted */
export function notAboveZero(property: string, value: string): CoincallError {
  return new CoincallError("COINCALL_CONFIG", "notAboveZero", { property, value });
}

/** Node-RED leaves the name of a variable that is not set standing: `${NAME}`. */
export function isUnsetVariable(value: string): boolean {
  return /^\$\{.+\}$/.test(value);
}

export function variableUnset(property: string, value: string): CoincallError {
  return new CoincallError("COINCALL_CONFIG", "variableUnset", { property, value });
}
