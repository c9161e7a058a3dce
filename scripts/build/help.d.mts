export function helpOf(language: string, node: string): string;
export function helpTextsIn(file: string): Map<string, string>;
