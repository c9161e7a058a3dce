export const ALL_SUITES: string;
export const LEFT_OUT: readonly string[];
export const SCORECARD: string;
export function suitesAskedFor(): string[];
