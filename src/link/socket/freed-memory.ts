/**
 * Bytes; twice as many are kept, more than the engine lets frames hold before it collects garbage. The C library heeds
 * no piece above 32 MB.
 */
const PIECE = 24 * 1024 * 1024;

/**
 * Lets the process keep the memory of the frames that it has done with for the next ones.
 *
 * The C library of most Linux systems gives freed memory back in pieces of 128 kB and more, so that between bursts of
 * long frames each page of theirs goes to the system and comes back, zeroed. It stops, and keeps up to twice the size,
 * once a larger piece was freed (mallopt(3), M_MMAP_THRESHOLD). So one is taken, never touched, which costs no memory,
 * and left to the collector. Where memory works otherwise, nothing happens.
 */
export function keepFreedMemory(): void {
  Buffer.allocUnsafeSlow(PIECE);
}
