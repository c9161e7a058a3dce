export interface Choice {
  readonly version: "4.1" | "5";
  /** Where the package `node-red` is installed. */
  readonly folder: string;
  readonly why: string;
}

export const NODE_RED_5: string;
export function chooseNodeRed(node: string, arch: string): Choice;
