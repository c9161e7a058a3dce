export const NODE_VERSIONS: readonly number[];
export function nodePackage(version: number): string;
export function nodeProgram(version: number): string;
