import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Long enough for a busy machine and the longest measurement. */
const PATIENCE = 180_000;

/** A process of the bench, which is told something and reports something over its channel. */
export class Child<Order extends object, Report extends { readonly kind: string }> {
  readonly #process: ChildProcess;
  readonly #name: string;
  readonly #unread: Report[] = [];
  readonly #last = new Map<string, Report>();
  readonly #ended: Promise<never>;
  /** Look again at whatever arrives. */
  readonly #waiting = new Set<() => void>();

  /** @param name for errors */
  constructor(child: ChildProcess, name: string) {
    this.#process = child;
    this.#name = name;
    child.on("message", (report: Report) => {
      this.#unread.push(report);
      this.#last.set(report.kind, report);
      for (const look of [...this.#waiting]) look();
    });
    this.#ended = once(child, "exit").then(([code]) => {
      throw new Error(`${name} has ended (${code}).`);
    });
    this.#ended.catch(() => {});
  }

  tell(order: Order): void {
    this.#process.send(order);
  }

  /**
   * The first report of a kind that no call has returned yet.
   *
   * @param patience ms
   */
  async next<Kind extends Report["kind"]>(
    kind: Kind,
    patience = PATIENCE,
  ): Promise<Extract<Report, { kind: Kind }>> {
    const report = await this.#when(
      () => {
        const index = this.#unread.findIndex((unread) => unread.kind === kind);
        return index < 0 ? undefined : this.#unread.splice(index, 1)[0];
      },
      kind,
      patience,
    );
    return report as Extract<Report, { kind: Kind }>;
  }

  /** Waits until the latest report of a kind fits. */
  async latest<Kind extends Report["kind"]>(
    kind: Kind,
    fits: (report: Extract<Report, { kind: Kind }>) => boolean,
  ): Promise<void> {
    await this.#when(() => {
      const report = this.#last.get(kind) as Extract<Report, { kind: Kind }> | undefined;
      return report && fits(report) ? report : undefined;
    }, kind);
  }

  /** Tells it to end, and waits until it has. */
  async stop(order: Order): Promise<void> {
    const exited = once(this.#process, "exit");
    this.tell(order);
    await exited;
  }

  #when(look: () => Report | undefined, kind: string, patience = PATIENCE): Promise<Report> {
    const arrived = new Promise<Report>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${this.#name} has no report "${kind}" after ${patience / 1000} s.`)),
        patience,
      );
      const again = () => {
        const found = look();
        if (!found) return;
        clearTimeout(late);
        this.#waiting.delete(again);
        resolve(found);
      };
      this.#waiting.add(again);
      again();
    });
    return Promise.race([arrived, this.#ended]);
  }
}
