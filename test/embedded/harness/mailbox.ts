/** What has arrived so far, and a way to wait for what comes next without asking again and again. */
export class Mailbox<Item> {
  readonly all: Item[] = [];
  private readonly unread = new Set<Item>();
  private readonly arrivals = new Set<() => void>();

  add(item: Item): void {
    this.all.push(item);
    this.unread.add(item);
    for (const look of [...this.arrivals]) look();
  }

  /**
   * The first item that fits and that no earlier call has returned, whether it is here already or still to come.
   * Rejects after `timeout` ms, saying what arrived instead.
   */
  next(fits: (item: Item) => boolean, timeout: number): Promise<Item> {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        this.arrivals.delete(look);
        reject(new Error(`Nothing that fits within ${timeout} ms. Arrived: ${this.summary()}`));
      }, timeout);
      // A wait that nobody is interested in any more must not keep the tests from ending.
      deadline.unref();
      const look = () => {
        const item = [...this.unread].find(fits);
        if (item === undefined) return;
        clearTimeout(deadline);
        this.arrivals.delete(look);
        this.unread.delete(item);
        resolve(item);
      };
      this.arrivals.add(look);
      look();
    });
  }

  /** From here on, only what is still to come counts. */
  forget(): void {
    this.all.length = 0;
    this.unread.clear();
  }

  private summary(): string {
    const latest = this.all.slice(-5).map((item) => JSON.stringify(item).slice(0, 300));
    return `${this.all.length} in all${latest.length > 0 ? `, the latest being\n${latest.join("\n")}` : ""}`;
  }
}
