import { codeIn, codesIn, type Row } from "./tables";

/** Only names, one after the other. */
const NAMES = /^(?:`[^`]+`\s*)*$/;
const PARTS = " · ";

/** Rows that were promised and that a table of today does not hold. */
export function brokenRows(promised: readonly Row[], today: readonly Row[]): Row[] {
  return promised.filter((row) => !today.some((now) => isKept(row, now)));
}

/** Whether a row says all that it said: it may have further columns, its lists further items. */
function isKept(promised: Row, now: Row): boolean {
  return Object.entries(promised).every(([column, cell]) => {
    const cellNow = now[column];
    if (cellNow === undefined) return false;
    return column === "default" ? isSameDefault(cell, cellNow) : says(cellNow, cell);
  });
}

/** What a new node is made with may differ from then on, if it did not before. */
function isSameDefault(promised: string, now: string): boolean {
  return now === promised || (!promised.includes("new:") && codeIn(now) === codeIn(promised));
}

function says(now: string, promised: string): boolean {
  if (NAMES.test(promised)) return codesIn(promised).every((name) => codesIn(now).includes(name));
  const parts = now.split(PARTS);
  return promised.split(PARTS).every((part) => parts.includes(part));
}
