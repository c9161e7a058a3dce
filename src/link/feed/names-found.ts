import type { Channel } from "../../protocol/channels";

/** What was found for names of channels. All of it is forgotten when there are too many. */
export class NamesFound<Value> {
  readonly #most: number;
  readonly #found = new Map<Channel, Map<string, Value>>();
  #names = 0;

  /** @param most names, of all channels together */
  constructor(most: number) {
    this.#most = most;
  }

  get(channel: Channel, name: string): Value | undefined {
    return this.#found.get(channel)?.get(name);
  }

  /** @param name not known yet, and no part of a longer text */
  set(channel: Channel, name: string, value: Value): void {
    if (this.#names >= this.#most) this.clear();
    const found = this.#found.get(channel) ?? new Map<string, Value>();
    found.set(name, value);
    this.#found.set(channel, found);
    this.#names += 1;
  }

  clear(): void {
    this.#found.clear();
    this.#names = 0;
  }
}
