/** Zones around the globe, of which it is day in some and night in others, whatever the time. */
const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Asia/Tokyo",
  "America/Los_Angeles",
  "Asia/Kolkata",
  "Australia/Sydney",
  "America/Sao_Paulo",
  "Pacific/Honolulu",
];

/** A zone where the clock shows one of these hours. */
export function zoneWhereItIs(fits: (hour: number) => boolean): string {
  const zone = ZONES.find((timeZone) => fits(hourIn(timeZone)));
  if (!zone) throw new Error("It is that late in none of the zones.");
  return zone;
}

function hourIn(timeZone: string): number {
  return Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "numeric", hourCycle: "h23" }).format());
}
