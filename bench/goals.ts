import { beyondReading, excess, figure, inFlood, type Measured, ratio } from "./measured";
import type { Figures } from "./measurement";
import { median } from "./statistics";

export type Unit = "×" | "kB" | "MB" | "ms" | "µs";

/** What must be true of what was measured. */
export interface Goal {
  readonly what: string;
  /** The most that the median of all rounds may be. */
  readonly most: number;
  readonly unit: Unit;
  readonly measured: Measured;
}

/** Goals of a kind. */
export interface Aim {
  readonly about: string;
  readonly goals: readonly Goal[];
}

export interface Verdict {
  readonly about: string;
  readonly goal: Goal;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly met: boolean;
}

const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

export const AIMS: readonly Aim[] = [
  {
    about: "CPU a frame, `every`, against the flow of core nodes",
    goals: [
      times("Greeks", 0.38, ratio("greeks", "every", "core")),
      times("book", 0.62, ratio("orderBook", "every", "core")),
      times("chain", 0.55, ratio("optionChain", "every", "core")),
    ],
  },
  {
    about: "CPU a frame, `every`, against a bare client that parses",
    goals: [
      times("book at depth 10", 1.15, ratio("orderBook", "depth 10", "parse")),
      times("chain", 1.3, ratio("optionChain", "every", "parse")),
    ],
  },
  {
    about: "CPU a frame, `every`, against a node written in an afternoon, which checks nothing",
    goals: [
      times("Greeks", 0.95, ratio("greeks", "every", "afternoon")),
      times("book", 0.65, ratio("orderBook", "every", "afternoon")),
      times("chain", 0.8, ratio("optionChain", "every", "afternoon")),
    ],
  },
  {
    about: "CPU a frame, `latest` once a second, against a bare client that only receives",
    goals: [
      times("Greeks", 1.5, ratio("greeks", "latest", "receive")),
      times("book", 1.4, ratio("orderBook", "latest", "receive")),
      times("chain", 1.4, ratio("optionChain", "latest", "receive")),
    ],
  },
  {
    about: "CPU a frame as a flow grows",
    goals: [
      times("10,000 symbols against 1", 1.15, ratio("symbols", "10000", "1")),
      times("ten nodes on one book against one, mapping and sending", 10, beyondReading("10", "1")),
    ],
  },
  {
    about: "CPU a frame that nobody wants, against a bare client that only receives",
    goals: [
      times("Greeks", 1.2, ratio("unwanted", "greeks unwanted", "greeks receive")),
      times("book", 1.2, ratio("unwanted", "orderBook unwanted", "orderBook receive")),
      times("chain", 1.2, ratio("unwanted", "optionChain unwanted", "optionChain receive")),
    ],
  },
  {
    // The exchange's pace is in it: 10 requests go out at once, 200 take two and a half seconds.
    about: "20,000 symbols of one node, until all are live",
    goals: [
      times("time a symbol, against 1,000", 2.5, (figures) =>
        ratio("subscribing", "20000 live, ms", "1000 live, ms")(figures).map((value) => value / 20),
      ),
      {
        what: "longest stall of the event loop",
        most: 50,
        unit: "ms",
        measured: figure("subscribing", "20000, longest stall, ms"),
      },
    ],
  },
  {
    about: "a cut of 1,000 candle symbols, until all are whole",
    goals: [
      times("time, against its calls alone", 1.1, ratio("filling", "whole, ms", "its calls alone, ms")),
    ],
  },
  {
    about: "rolling names, against plain names and as many chains in `latest`",
    goals: [
      times("CPU a frame, a name", 1.15, ratio("rolling", "1 rolling", "1 plain")),
      times("CPU a frame, 100 names on four expiries", 1.15, ratio("rolling", "100 rolling", "100 plain")),
      {
        what: "memory of a name, over a plain one's",
        most: 4,
        unit: "kB",
        measured: excess("choice", "rolling name", "plain name", KILOBYTE),
      },
      { what: "a choice over 200 strikes", most: 50, unit: "µs", measured: figure("choice", "choice, µs") },
    ],
  },
  {
    about: "candles of seconds, of 100 symbols with 2,000 trades a second",
    goals: [times("CPU a frame, against the trades by themselves", 1.3, ratio("made", "s5", "trades"))],
  },
  {
    about: "CPU a message without its socket, remembered for whoever asks, against one that is not",
    goals: ["Greeks", "book", "chain", "trades"].map((subject) =>
      times(subject, 1.03, ratio("remembering", `${subject} with`, `${subject} without`)),
    ),
  },
  {
    about: "CPU a message that an alert judges",
    goals: [
      times("a level, against `switch` and `filter`", 1, ratio("alert", "level, alert", "level, filter")),
      times("a level, against `switch` and `trigger`", 1, ratio("alert", "level, alert", "level, trigger")),
      times("a level, against a function node", 1.2, ratio("alert", "level, alert", "level, function")),
      times(
        "a rise in an hour, against a function node",
        1.2,
        ratio("alert", "rise, alert", "rise, function"),
      ),
      times("5,000 topics against 1", 1.15, ratio("alert", "level, 5000 topics", "level, alert")),
    ],
  },
  {
    about: "memory",
    goals: [
      {
        what: "a topic of an alert, with an hour at a message a second",
        most: 1,
        unit: "kB",
        measured: figure("topic", "rise, waves", KILOBYTE),
      },
      {
        what: "the same, of a price that only rises",
        most: 1,
        unit: "kB",
        measured: figure("topic", "rise, ramp", KILOBYTE),
      },
      { what: "a subscription", most: 2, unit: "kB", measured: figure("memory", "subscription", KILOBYTE) },
      { what: "an idle palette node", most: 20, unit: "kB", measured: figure("memory", "node", KILOBYTE) },
    ],
  },
  {
    about: "loading the palette, over Node-RED's own start",
    goals: [
      {
        what: "time, the quickest of ten starts",
        most: 80,
        unit: "ms",
        measured: excess("loading", "with it, ms", "without it, ms"),
      },
      {
        what: "memory of the process",
        most: 12,
        unit: "MB",
        measured: excess("loading", "with it, bytes", "without it, bytes", MEGABYTE),
      },
    ],
  },
  {
    about: "delay at 1,000 frames a second, over a bare client's",
    goals: [
      { what: "median", most: 0.5, unit: "ms", measured: excess("delay", "every median", "receive median") },
      { what: "p99", most: 3, unit: "ms", measured: excess("delay", "every p99", "receive p99") },
    ],
  },
  {
    about: "flood of 20,000 mixed frames a second, `latest`",
    goals: [
      { what: "delay of the event loop, p99", most: 100, unit: "ms", measured: inFlood("delay p99", 20_000) },
    ],
  },
  {
    about: "runtime dependencies",
    goals: [{ what: "installed", most: 3, unit: "MB", measured: figure("dependencies", "bytes", MEGABYTE) }],
  },
];

/** The goals that can be judged by what was measured. */
export function judge(figures: Figures): Verdict[] {
  return AIMS.flatMap(({ about, goals }) => goals.flatMap((goal) => verdictOn(about, goal, figures) ?? []));
}

function verdictOn(about: string, goal: Goal, figures: Figures): Verdict | undefined {
  const measured = goal.measured(figures);
  if (measured.length === 0) return undefined;
  const middle = median(measured);
  return {
    about,
    goal,
    median: middle,
    lowest: Math.min(...measured),
    highest: Math.max(...measured),
    met: middle <= goal.most,
  };
}

function times(what: string, most: number, measured: Measured): Goal {
  return { what, most, unit: "×", measured };
}
