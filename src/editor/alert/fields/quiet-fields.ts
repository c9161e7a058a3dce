import { parseTimeOfDay } from "../../../alert/quiet/quiet-hours";
import { element } from "../../elements";
import type { EditorNode } from "../../form/editor-node";
import { field } from "../../form/form";

/** What a night is, until somebody says otherwise. */
const NIGHT = { quietFrom: "22:00", quietTo: "07:00" } as const;

type Hour = keyof typeof NIGHT;

/**
 * The quiet hours behind a tick. Without it there are none; with it, those that were saved, or else a night. What was saved and
 * is no time of a clock, such as a variable, is shown as it is written.
 */
export function prepareQuietHours(node: EditorNode, form: HTMLElement): void {
  const tick = field(node, "quietHours");
  if (!tick) return;
  const hours = (["quietFrom", "quietTo"] as const).flatMap((hour) => hourField(node, form, hour) ?? []);
  tick.checked = hours.some(({ saved }) => saved.value !== "");
  $(tick).on("change", () => {
    for (const hour of hours) hour.write(tick.checked);
  });
  for (const hour of hours) $(hour.shown).on("input change", () => hour.write(tick.checked));
  offerZones(node);
}

function hourField(node: EditorNode, form: HTMLElement, hour: Hour) {
  const saved = field(node, hour);
  const shown = form.querySelector<HTMLInputElement>(`[data-hour-of="${hour}"]`);
  if (!saved || !shown) return undefined;
  const written = saved.value;
  const isClock = written === "" || parseTimeOfDay(written) !== undefined;
  shown.type = isClock ? "time" : "text";
  shown.value = isClock ? onClock(written || NIGHT[hour]) : written;
  const write = (isOn: boolean) => {
    const now = isOn ? shown.value : "";
    // `7:00` and `07:00` are the same: only what somebody changed is written anew.
    if (now === saved.value || (isClock && isOn && now === onClock(saved.value))) return;
    $(saved).val(now).trigger("change");
  };
  return { saved, shown, write };
}

/** With two digits, as browsers want it. */
function onClock(written: string): string {
  return written.trim().padStart(5, "0");
}

function offerZones(node: EditorNode): void {
  const zone = field(node, "timeZone");
  if (!zone) return;
  const id = "coincall-zones";
  const names = Intl.supportedValuesOf("timeZone");
  zone.setAttribute("list", id);
  zone.after(element("datalist", { id }, ...names.map((name) => element("option", { value: name }))));
}
