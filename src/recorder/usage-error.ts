/** A command line that cannot be followed, with the reason in a sentence. */
export class UsageError extends Error {}
