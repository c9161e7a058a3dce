/**
 * Gives the number fields their arrows. They are text fields, as a number may also be an `${ENV_VAR}`; the arrows
 * alone do not count as a change for the editor.
 */
export function prepareNumbers(form: HTMLElement): void {
  for (const input of form.querySelectorAll<HTMLElement>(".coincall-number")) {
    $(input)
      .spinner()
      .on("spinstop", () => $(input).trigger("change"));
  }
}
