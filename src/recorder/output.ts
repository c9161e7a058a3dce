/** Where a session is kept: a line of JSON a frame. */

import { createWriteStream, existsSync } from "node:fs";
import type { Writable } from "node:stream";
import type { Endpoint } from "../protocol/channels";

/** A line of a recording. The simulator replays these. */
export interface RecordedFrame {
  /** ms since 1970, this machine's clock. */
  readonly received: number;
  readonly endpoint: Endpoint;
  /** The text as the exchange sent it. */
  readonly frame: string;
}

/** Bytes that wait for a slow disk or reader before it is given up. */
const STUCK = 64 << 20;

/**
 * A file that must be new: a recording cannot be made again. Only its owner may read it, since a balance is private.
 *
 * @returns what makes the file, once there is something to keep
 * @throws when it is there already, before anybody waits for a frame
 */
export function newFile(path: string): () => Writable {
  if (existsSync(path)) throw new Error(`${path} is there already, and a recording needs a new file`);
  return () => createWriteStream(path, { flags: "wx", mode: 0o600 });
}

export class Output {
  readonly #open: () => Writable;
  readonly #failed: () => void;
  #stream: Writable | undefined;
  #lines = 0;
  #failure: Error | undefined;

  /**
   * @param open is called for the first frame: without one there is no file, which would be in the way of the next try
   * @param failed is told once, when nothing can be written any more
   */
  constructor(open: () => Writable, failed: () => void) {
    this.#open = open;
    this.#failed = failed;
  }

  /** How many frames were written. */
  get lines(): number {
    return this.#lines;
  }

  write(frame: RecordedFrame): void {
    if (this.#failure) return;
    this.#stream ??= this.#opened();
    this.#stream.write(`${JSON.stringify(frame)}\n`);
    this.#lines += 1;
    if (this.#stream.writableLength > STUCK) this.#stream.destroy(new Error("the output does not keep up"));
  }

  /**
   * Waits until everything is written.
   *
   * @throws what went wrong with the output; not when its reader has had enough
   */
  async end(): Promise<void> {
    if (this.#stream && !this.#failure) await this.#flush(this.#stream);
    if (this.#failure && !hasHadEnough(this.#failure)) throw this.#failure;
  }

  #opened(): Writable {
    const stream = this.#open();
    stream.on("error", (error) => {
      this.#failure ??= error;
      this.#failed();
    });
    return stream;
  }

  /** Standard output can't be ended: an empty write comes after all others. */
  #flush(stream: Writable): Promise<void> {
    return new Promise((resolve) => {
      stream.write("", (error) => {
        this.#failure ??= error ?? undefined;
        resolve();
      });
    });
  }
}

function hasHadEnough(error: NodeJS.ErrnoException): boolean {
  return error.code === "EPIPE";
}
