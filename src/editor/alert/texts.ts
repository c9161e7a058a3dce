/** The texts of alerts, which other nodes don't need, are in the catalogue of their own node. */
const CATALOGUE = "@optionflow/node-red-coincall/coincall-alert";

/** A text of the alert's own catalogue, with `__name__` in it replaced by the values. */
export function alertText(key: string, values?: Readonly<Record<string, unknown>>): string {
  return RED._(`${CATALOGUE}:${key}`, values);
}
