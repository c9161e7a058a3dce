import { Duplex } from "node:stream";

/** One end of a line in memory: what is written at one end can be read at the other at once. */
class End extends Duplex {
  other: End | undefined;

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (!this.other?.destroyed) this.other?.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    this.other?.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const { other } = this;
    this.other = undefined;
    if (other && !other.destroyed) other.destroy();
    done(error);
  }
}

/** Both ends of a line that nothing is lost on, and that takes no time. */
export function line(): readonly [Duplex, Duplex] {
  const [here, there] = [new End(), new End()];
  here.other = there;
  there.other = here;
  return [here, there];
}

/** A line that nobody answers at the other end. */
export function deadLine(): Duplex {
  const end = new End();
  setImmediate(() => end.destroy(Object.assign(new Error("refused"), { code: "ECONNREFUSED" })));
  return end;
}
