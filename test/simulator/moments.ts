/** Times that the tests agree on. */

/** A Monday, 16 hours before the next expiry: 23 November 2026, 16:00 UTC. */
export const MONDAY = Date.UTC(2026, 10, 23, 16);
/** The expiry after it. */
export const TUESDAY_EXPIRY = Date.UTC(2026, 10, 24, 8);
export const DAY = 86_400_000;
