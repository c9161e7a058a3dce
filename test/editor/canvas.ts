/** Where Node-RED's editor draws the nodes of a flow, as its own formula has it; the font can only be estimated. */

import { alertLabel } from "../../src/editor/alert/label";
import { watchLabel } from "../../src/editor/labels";
import { definitionOf, FILES, read } from "./forms";
import { speak } from "./language";

export interface DrawnNode {
  readonly type: string;
  /** Pixels; of the node's middle. */
  readonly x?: number;
  readonly y?: number;
  /** Whether its label is shown, where that is not as usual. */
  readonly l?: boolean;
  readonly name?: string;
  readonly wires?: readonly (readonly string[])[];
  readonly [property: string]: unknown;
}

/** Pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels. */
const FONT_SIZE = 14;
const HEIGHT = 30;
const LEAST_WIDTH = 100;
const GRID = 20;
/** Beside the label: the icon, and the room around it; then an input. */
const BESIDE = 50;
const INPUT = 7;
const AN_OUTPUT = 15;

/**
 * Thousandths of the font's size that a letter is wide, in DejaVu Sans: the widest of the fonts that the editor falls back to, where a
 * machine has neither Helvetica nor Arial.
 */
const WIDTHS: readonly (readonly [thousandths: number, letters: string])[] = [
  [275, "'"],
  [278, "ijl"],
  [295, "IJ"],
  [318, " ,."],
  [337, "/:;\\|"],
  [361, "f-"],
  [392, "()[]t"],
  [411, "!r"],
  [500, '"*_`'],
  [531, "sz?"],
  [557, "cL"],
  [579, "Fk"],
  [603, "vxyP"],
  [615, "TYoae"],
  [636, "EhnuSbdgpq$0123456789{}"],
  [656, "K"],
  [686, "AVXZB"],
  [698, "RC"],
  [752, "UNH"],
  [787, "DG&OQ"],
  [838, "w#+<=>^~"],
  [863, "M"],
  [1000, "m%W@"],
];
const WIDTH_OF = new Map(
  WIDTHS.flatMap(([thousandths, letters]) => [...letters].map((letter) => [letter, thousandths] as const)),
);
const WIDEST = 1_000;

/** Types of Node-RED's own that nothing can be wired to. */
const WITHOUT_INPUT = ["inject", "catch", "status", "comment", "mqtt in", "http in", "link in"];
const LINKS = ["link in", "link out"];
const OURS = new Map(FILES.map((file) => [`coincall-${file}`, file]));

export function boxOf(node: DrawnNode): Box {
  const [x, y] = [Number(node.x), Number(node.y)];
  const [width, height] = [widthOf(node), Math.max(HEIGHT, (node.wires?.length ?? 0) * AN_OUTPUT)];
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function widthOf(node: DrawnNode): number {
  if (!(node.l ?? !LINKS.includes(node.type))) return HEIGHT;
  const beside = BESIDE + (WITHOUT_INPUT.includes(node.type) ? 0 : INPUT);
  return Math.max(LEAST_WIDTH, GRID * Math.ceil((textWidth(labelOf(node)) + beside) / GRID));
}

function textWidth(text: string): number {
  const thousandths = [...text].reduce((sum, letter) => sum + (WIDTH_OF.get(letter) ?? WIDEST), 0);
  return Math.round((thousandths * FONT_SIZE) / 1000);
}

/** In English. */
function labelOf(node: DrawnNode): string {
  if (node.type === "inject") return `${node.name}${node.repeat || node.crontab ? " ↻" : ""}`;
  if (node.name) return node.name;
  if (node.type === "http in") return `[${node.method}] ${node.url}`;
  const file = OURS.get(node.type);
  if (file === undefined) return node.type;
  const paletteLabel = () => String(JSON.parse(read(`locales/en-US/${file}.json`)).palette);
  const { category, defaults } = definitionOf(file).definition;
  const drawn = { ...node, _def: { category, defaults, paletteLabel } };
  return file === "alert" ? alertLabelOf(drawn) : watchLabel(drawn);
}

function alertLabelOf(node: Parameters<typeof alertLabel>[0]): string {
  const end = speak("en-US");
  try {
    return alertLabel(node);
  } finally {
    end();
  }
}
