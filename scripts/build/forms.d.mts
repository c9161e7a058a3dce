export function formOf(node: string): string;
export function helpOutlineOf(node: string): string;
