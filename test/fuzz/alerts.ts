import type { Palette } from "./palette";

const COMMON = { type: "coincall-alert", window: 3600, text: "{{topic}} {{alert.value}} {{payload}}" };
const LEVEL = { level: "0.5", hysteresis: 0.1 };

/** Alerts that look at what most payloads have, and one at all of it, which is no number. */
export const ALERTS = [
  { ...COMMON, ...LEVEL, id: "alert of a price", property: "payload.price", condition: "above" },
  {
    ...COMMON,
    ...LEVEL,
    id: "alert of a volatility",
    property: "payload.iv",
    condition: "moves",
    unit: "percent",
  },
  { ...COMMON, ...LEVEL, id: "alert of a best bid", property: "payload.bestBid", condition: "crosses" },
  {
    ...COMMON,
    id: "alert of a range",
    property: "payload[0].price",
    condition: "outside",
    level: "1",
    level2: "0",
  },
  { ...COMMON, ...LEVEL, id: "alert of everything", property: "payload", condition: "rises" },
  { ...COMMON, id: "alert of a level that comes along", levelType: "msg", level: "payload.markPrice" },
  { ...COMMON, id: "alert of silence", condition: "silent" },
];

/** Passes what a node has sent on to all alerts, as wires would. @returns whether it was an alert that has sent it */
export function passOn(palette: Palette, node: string, message: object): boolean {
  if (isAlert(node)) return true;
  for (const { id } of ALERTS) palette.receive(id, message);
  return false;
}

function isAlert(node: string): boolean {
  return ALERTS.some(({ id }) => id === node);
}
