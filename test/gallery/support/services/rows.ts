/** What a database has stored under one time: tags, which are texts, and fields; `time` is ms since 1970. */
export type Row = Readonly<Record<string, string | number | null>>;

/** A line of InfluxDB's protocol, without any of its escapes, in milliseconds. */
export function readLine(line: string): { measurement: string; row: Row } {
  const [tagged = "", fields = "", time] = line.split(" ");
  const [measurement = "", ...tags] = tagged.split(",");
  const pairs = (list: readonly string[]) => list.map((pair) => pair.split("=") as [string, string]);
  const numbers = pairs(fields.split(",")).map(([name, value]) => [name, Number(value)] as const);
  return { measurement, row: Object.fromEntries([["time", Number(time)], ...pairs(tags), ...numbers]) };
}
