import assert from "node:assert/strict";
import english from "../../../locales/en-US/alert.json";
import { parseTimeOfDay, quietHours } from "../../../src/alert/quiet/quiet-hours";
import { zoneClock } from "../../../src/alert/quiet/zone-clock";
import { CONDITIONS, type Condition } from "../../../src/alert/rule";
import { MOST_TOPICS } from "../../../src/alert/topics";
import { ALERT_ACTIONS } from "../../../src/runtime/alert/actions";
import { sentenceIn } from "../../../src/runtime/alert/text/sentence";
import { ruleOf, Watched, type Wish } from "../../alert/alerting";
import { read } from "../documents";
import { codeIn, type Row, tableIn } from "../tables";

const PAGE = read("docs/alerts.md");
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** On which the tables' mornings begin. */
const TODAY = Date.parse("2026-11-23T00:00Z");

const LEVEL: Wish = { condition: "above", levels: [82_000] };
const RANGE: Wish = { levels: [80_000, 82_000] };
const POINTS: Wish = { unit: "points", window: 3_600, levels: [3] };
const EVERY_TEN_MINUTES: Wish = { ...LEVEL, cooldown: 600 };
const NIGHT: Wish = { ...LEVEL, quietFrom: "22:00", quietTo: "07:00" };

/** The tables that show what is told when, by their headings: a rule a column. */
const TIMELINES: Readonly<Record<string, Readonly<Record<string, Wish>>>> = {
  Levels: {
    "is above": LEVEL,
    "is below": { ...LEVEL, condition: "below" },
    crosses: { ...LEVEL, condition: "crosses" },
    "crosses upwards": { ...LEVEL, condition: "crossesUp" },
    "crosses downwards": { ...LEVEL, condition: "crossesDown" },
  },
  "A range": {
    "is outside of": { ...RANGE, condition: "outside" },
    "is inside of": { ...RANGE, condition: "inside" },
  },
  Movements: {
    rises: { ...POINTS, condition: "rises" },
    falls: { ...POINTS, condition: "falls" },
    "rises or falls": { ...POINTS, condition: "moves" },
  },
  Silence: { "no message comes": { condition: "silent", window: 600 } },
  "Over only when clearly over": {
    "over when back 0": LEVEL,
    "over when back 200": { ...LEVEL, hysteresis: 200 },
  },
  "Only if it lasts": { "only if for 5 minutes": { ...LEVEL, for: 300 } },
  "How often": {
    "each time it begins": LEVEL,
    once: { ...LEVEL, repeat: "once" },
    "again and again": { ...EVERY_TEN_MINUTES, repeat: "while" },
  },
  Pauses: { "at most every 10 minutes": EVERY_TEN_MINUTES },
  "Quiet hours": {
    "tell what is still so": NIGHT,
    "tell nothing of it": { ...NIGHT, quiet: "drop" },
  },
};

/** What the sentences are about: values by the minute at which they come. */
const TOLD_OF: Readonly<Record<Condition, Wish & { readonly values: Readonly<Record<number, number>> }>> = {
  above: { ...LEVEL, values: { 0: 82_100, 1: 81_900 } },
  below: { ...LEVEL, values: { 0: 81_900, 1: 82_100 } },
  outside: { ...RANGE, values: { 0: 82_100, 1: 81_900 } },
  inside: { ...RANGE, values: { 0: 81_900, 1: 82_100 } },
  crosses: { ...LEVEL, values: { 0: 81_900, 1: 82_100, 2: 81_950 } },
  crossesUp: { ...LEVEL, values: { 0: 81_900, 1: 82_100, 2: 81_950 } },
  crossesDown: { ...LEVEL, values: { 0: 82_100, 1: 81_900, 2: 82_050 } },
  rises: { ...POINTS, values: { 0: 0.62, 30: 0.65, 70: 0.65 } },
  falls: { levels: [2], unit: "percent", values: { 0: 82_000, 30: 80_300, 70: 80_400 } },
  moves: { levels: [500], values: { 0: 82_000, 30: 82_510, 70: 82_500 } },
  silent: { values: { 0: 82_000, 70: 82_000 } },
};

describe("The page about alerts", () => {
  for (const [heading, columns] of Object.entries(TIMELINES)) {
    for (const [column, wish] of Object.entries(columns)) {
      it(`says truly under "${heading}" what is told of "${column}", and when`, () => {
        const rows = tableIn(PAGE, heading, column);
        const told = play(wish, rows);
        assert.deepEqual(
          rows.map((row) => [row.at, told.get(row.at ?? "") ?? ""]),
          rows.map((row) => [row.at, row[column]]),
        );
        assert.equal([...told.keys()].length, rows.filter((row) => row[column] !== "").length);
      });
    }
  }

  for (const row of tableIn(PAGE, "Quiet hours", "zone")) {
    it(`says truly how long a night is in ${codeIn(row.zone)} before ${row["night before"]}`, () => {
      const begins = momentOf(row["begins, UTC"]);
      const [from = 0, to = 0] = (row.quiet ?? "").split("–").map((time) => parseTimeOfDay(time));
      const clock = zoneClock(codeIn(row.zone));
      assert.ok(clock);
      const { endAt } = quietHours(from, to, clock);
      assert.equal(endAt(begins - 1), undefined);
      assert.equal(endAt(begins), momentOf(row["ends, UTC"]));
      assert.equal(momentOf(row["ends, UTC"]) - begins, Number(row.hours) * 60 * MINUTE);
      assert.equal(clock.dayOf(momentOf(row["ends, UTC"])), Date.parse(row["night before"] ?? "") / DAY);
    });
  }

  it("shows the sentence of each condition, as the node writes it", () => {
    const rows = tableIn(PAGE, "What it says", "all clear");
    assert.deepEqual(
      rows.map((row) => [row.alert, row["all clear"]]),
      rows.map((row) => sentencesFor(row)),
    );
    assert.deepEqual(rows.map((row) => codeIn(row.condition)).toSorted(), [...CONDITIONS].toSorted());
  });

  it("tells every action that there is", () => {
    const actions = tableIn(PAGE, "By message", "does").map((row) => codeIn(row["`msg.action`"]));
    assert.deepEqual(actions, [...ALERT_ACTIONS]);
  });

  it("names the parts of the form as the form does", () => {
    const words = Object.values({ ...english.condition, ...english.repeat, ...english.quiet });
    for (const wording of [...words, english.form.holdsFor, english.form.overBy, english.form.atMostEvery]) {
      assert.ok(PAGE.includes(wording.replace(/,.*/, "")), wording);
    }
  });

  it("tells how many topics there can be", () => {
    assert.ok(PAGE.includes(`${MOST_TOPICS.toLocaleString("en-US")} topics`));
  });
});

/** What is told, by the time of day; a row without a value is a moment at which no message comes. */
function play(wish: Wish, rows: readonly Row[]): Map<string, string> {
  const watched = new Watched(ruleOf(wish), wish.levels);
  let [day, before] = [TODAY, 0];
  for (const { at: time, value } of rows) {
    const minutes = parseTimeOfDay(time ?? "") ?? 0;
    if (minutes < before) day += DAY;
    before = minutes;
    const moment = day + minutes * MINUTE;
    if (value === "") watched.waits(moment);
    else watched.hears(moment, { value: Number(value) });
  }
  const told = new Map<string, string>();
  for (const { now, verdict } of watched.told) {
    const time = new Date(now).toISOString().slice(11, 16);
    const state = verdict.state === "clear" ? "all clear" : verdict.state;
    told.set(time, told.has(time) ? `${told.get(time)}, ${state}` : state);
  }
  return told;
}

/** What is written when a value comes, and then another. */
function sentencesFor(row: Row): readonly string[] {
  const condition = CONDITIONS.find((each) => each === codeIn(row.condition));
  assert.ok(condition);
  const { levels, unit = "value", values } = TOLD_OF[condition];
  const watched = new Watched(ruleOf({ condition, unit, window: 3_600 }), levels);
  for (const [minute, value] of Object.entries(values)) {
    watched.hears(TODAY + Number(minute) * MINUTE, { value });
  }
  const write = sentenceIn("en-US", { unit, window: 3_600 });
  return ["alert", "clear"].map((state) => {
    const verdict = watched.told.map((told) => told.verdict).find((told) => told.state === state);
    assert.ok(verdict);
    return write({ topic: row.topic ?? "", verdict, levels: watched.topic.levels });
  });
}

/** Of a time such as `2026-03-28 21:00`, in UTC. */
function momentOf(written = ""): number {
  return Date.parse(`${written.replace(" ", "T")}Z`);
}
