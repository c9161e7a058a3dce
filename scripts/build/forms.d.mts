export function formOf(node: string): string;
