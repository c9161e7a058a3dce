import Mustache from "mustache";

/** Whether it is a template that can be filled in. */
export function isTemplate(written: string): boolean {
  try {
    Mustache.parse(written);
    return true;
  } catch {
    return false;
  }
}
