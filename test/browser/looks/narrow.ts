import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connection, node, ROOT, tab } from "../../embedded/harness";
import type { Desk, Editor } from "../harness";

const TYPES = [
  "spot",
  "kline",
  "trades",
  "order-book",
  "option-chain",
  "greeks",
  "balance",
  "status",
  "alert",
] as const;
const NODES = TYPES.map((type, index) => ({
  ...node(`coincall-${type}`, { symbols: "", wires: [[]] }),
  x: 200,
  y: 60 + 60 * index,
}));

const FORMS: readonly string[] = ["connection", ...TYPES];
/** Pixels. */
const NARROW = 800;
const WIDE = 1280;
const LANGUAGES = readdirSync(join(ROOT, "locales"));

/** A text of a form, as it is drawn. */
interface Drawn {
  readonly text: string;
  readonly isLabel: boolean;
  /** Whether it is what an advanced number counts, which has the room of a line. */
  readonly isUnit: boolean;
  readonly lines: readonly { readonly left: number; readonly right: number; readonly top: number }[];
  /** Where the label of its row ends; 0 where the row has none beside it. */
  readonly labelEnd: number;
  readonly formEnd: number;
}

/** Has the form on top, of a node of this type, speak a language: sooner done than to load the editor in it. */
async function speak(editor: Editor, language: string, form: string): Promise<void> {
  const texts = { own: catalogue(language, form), shared: catalogue(language, "connection") };
  await editor.form.locator("[data-i18n]:not([data-i18n^='['])").evaluateAll((all, { own, shared }) => {
    for (const each of all) {
      const key = each.getAttribute("data-i18n") ?? "";
      const texts = key.includes("/coincall-connection:") ? shared : own;
      each.textContent = texts[key.slice(key.lastIndexOf(":") + 1)] ?? "";
    }
  }, texts);
}

/**
 * The texts of a file by their full key, `form.period`. A machine that tests need not have the fonts of East Asia, whose
 * letters are as wide as high, and between any two of which a line may end: something as wide stands for each.
 */
function catalogue(language: string, file: string): Record<string, string> {
  const texts = leaves(JSON.parse(readFileSync(join(ROOT, "locales", language, `${file}.json`), "utf8")));
  return Object.fromEntries(texts.map(([key, text]) => [key, text.replace(FULL_WIDTH, "W\u200b")]));
}

const FULL_WIDTH = /[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]/g;

function leaves(texts: object, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
}

/** The texts in the rows of the form on top. */
function drawn(editor: Editor): Promise<Drawn[]> {
  return editor.form.locator(".form-row :is(span, label, .coincall-hint), .form-tips").evaluateAll((all) =>
    all.map((element): Drawn => {
      const label = element.closest(".form-row:not(.coincall-check)")?.querySelector(":scope > label");
      const range = document.createRange();
      range.selectNodeContents(element);
      return {
        text: element.textContent?.trim() ?? "",
        isLabel: label?.contains(element) === true,
        isUnit: element.matches("details .coincall-unit"),
        lines: [...range.getClientRects()].filter(({ width }) => width > 0),
        labelEnd: label?.getBoundingClientRect().right ?? 0,
        formEnd: element.closest("form")?.getBoundingClientRect().right ?? 0,
      };
    }),
  );
}

function faultsOf({ text, isLabel, isUnit, lines, labelEnd, formEnd }: Drawn, width: number): string[] {
  const end = isLabel ? labelEnd : formEnd;
  const isCut = lines.some(({ right }) => right > end + 1);
  const isUnder = !isLabel && lines.some(({ left }) => left < labelEnd - 1);
  const isBroken = isUnit && width === WIDE && new Set(lines.map(({ top }) => Math.round(top))).size > 1;
  return [
    ...(isCut ? [`“${text}” is cut`] : []),
    ...(isUnder ? [`“${text}” runs under its label`] : []),
    ...(isBroken ? [`“${text}” is not on one line`] : []),
  ];
}

/** Shows the rows too that only some choice would show. */
async function showAll(editor: Editor): Promise<void> {
  await editor.form.locator("[data-shown-when]").evaluateAll((all) => {
    for (const each of all) each.removeAttribute("hidden");
  });
}

/** The words beside and below the fields, in ten languages and a narrow window. */
export function narrow(desk: Desk): void {
  describe("the words of the forms, in all languages", () => {
    before(() => desk.begin([tab(), connection(), ...NODES]));
    after(() => desk.editor.show({ dark: false, width: WIDE }));

    it("are neither cut nor below their labels, in a narrow window", async () => {
      assert.deepEqual(await faultsAt(desk, NARROW, FORMS), []);
    });

    it("are on one line with an advanced number, in a wide one", async () => {
      assert.deepEqual(await faultsAt(desk, WIDE, ["connection", "greeks"]), []);
    });
  });
}

async function faultsAt(
  { editor, version }: Desk,
  width: number,
  forms: readonly string[],
): Promise<string[]> {
  await editor.show({ dark: false, width });
  const found: string[] = [];
  for (const form of forms) {
    await editor.edit(form);
    await editor.unfold();
    await showAll(editor);
    for (const language of LANGUAGES) {
      await speak(editor, language, form);
      const faults = (await drawn(editor)).flatMap((text) => faultsOf(text, width));
      found.push(...faults.map((fault) => `${form}, ${language}: ${fault}`));
    }
    await editor.screenshot(`${version}-words-${width}-${form}`);
    await editor.cancel();
  }
  return found;
}
