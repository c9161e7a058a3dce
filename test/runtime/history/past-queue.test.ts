import assert from "node:assert/strict";
import type { CoincallError } from "../../../src/protocol/error";
import type { Asker, Asking } from "../../../src/runtime/history/asking";
import { PastQueue } from "../../../src/runtime/history/past-queue";
import { Budget } from "../../../src/runtime/rest/budget";
import { askFailure } from "../../../src/runtime/rest/failures";
import { pass, resumeTime, settled, stopTime } from "../../link/harness";

/** What is asked for, and what becomes of it. */
interface Question {
  readonly name: string;
  readonly isUrgent?: boolean;
  /** Rows that would be the whole answer; absent of what there is one way to ask for. */
  readonly whole?: number;
}

const REFUSED = askFailure("askStatus", { status: 429 });
const DOWN = askFailure("askTimeout", { seconds: 10 });

describe("The queue of questions about an exchange's past", () => {
  let budget: Budget;
  let queue: PastQueue;
  /** Paths, with the moment of each call. */
  let asked: { readonly path: string; readonly at: number }[];
  let answers: (path: string) => Promise<unknown>;
  let outcomes: Record<string, unknown>;

  beforeEach(() => {
    stopTime();
    budget = new Budget();
    queue = new PastQueue(budget);
    asked = [];
    answers = async () => [];
    outcomes = {};
  });
  afterEach(() => resumeTime());

  class Node implements Asker {
    readonly questions: Question[];
    constructor(...questions: Question[]) {
      this.questions = questions;
      queue.join(this);
    }

    next(isUrgent: boolean): Asking | undefined {
      const index = this.questions.findIndex((each) => !isUrgent || each.isUrgent);
      const [question] = index < 0 ? [] : this.questions.splice(index, 1);
      return question && this.#asking(question);
    }

    giveUp(failure: CoincallError): void {
      for (const { name } of this.questions.splice(0)) outcomes[name] = failure;
    }

    #asking(question: Question): Asking {
      const { name, whole } = question;
      return {
        call: {
          endpoint: "futures",
          path: (way) => `${name} ${way}`,
          ...(whole === undefined ? {} : { isShort: (data) => (data as unknown[]).length < whole }),
        },
        ask: (path) => {
          asked.push({ path, at: performance.now() });
          return answers(path);
        },
        answered: (data, failure) => {
          outcomes[name] = failure ?? data;
        },
        putBack: () => this.questions.unshift(question),
      };
    }
  }

  const names = () => asked.map(({ path }) => path.split(" ")[0]);
  const many = (prefix: string, count: number): Question[] =>
    Array.from({ length: count }, (_, index) => ({ name: `${prefix}${index}` }));

  it("asks first for what something live waits for, then in the order of the nodes and of their symbols", async () => {
    new Node({ name: "a1" }, { name: "a2", isUrgent: true });
    new Node({ name: "b1" }, { name: "b2", isUrgent: true });
    queue.wanted();
    await settled();
    assert.deepEqual(names(), ["a2", "b2", "a1", "b1"]);
  });

  it("asks what something live came to wait for meanwhile before what waited for longer", async () => {
    const node = new Node(...many("a", 20));
    queue.wanted();
    await settled();
    assert.equal(asked.length, 8);
    node.questions.push({ name: "urgent", isUrgent: true });
    queue.wanted();
    await pass(3_000);
    assert.equal(names()[8], "urgent");
  });

  it("makes eight calls in two seconds, and none while somebody else waits for a call", async () => {
    new Node(...many("a", 100));
    queue.wanted();
    for (let tenth = 0; tenth < 200; tenth += 1) await pass(100);
    const moments = asked.map(({ at }) => at);
    for (const [index, moment] of moments.entries())
      assert.ok(moment - (moments[index - 8] ?? Number.NEGATIVE_INFINITY) > 2_000, `${index}`);
    assert.ok(moments.length > 8 * 9, `${moments.length}`);
    const turns = Array.from({ length: 30 }, () => budget.turn(performance.now()) ?? 0);
    const before = asked.length;
    await pass(Math.max(...turns) - 1);
    assert.equal(asked.length, before);
    await pass(5_000);
    assert.ok(asked.length > before);
  });

  it("has no more than eight under way, however slow the exchange is", async () => {
    const open: (() => void)[] = [];
    answers = () => new Promise((resolve) => open.push(() => resolve([])));
    new Node(...many("a", 30));
    queue.wanted();
    await pass(10_000);
    assert.equal(asked.length, 8);
    open.shift()?.();
    await pass(1_000);
    assert.equal(asked.length, 9);
  });

  it("asks as documented, then without the limit, and remembers what was answered in full", async () => {
    answers = async (path) => (path.endsWith("documented") ? [1] : [1, 2, 3]);
    new Node({ name: "a", whole: 3 });
    queue.wanted();
    await settled();
    assert.deepEqual(
      asked.map(({ path }) => path),
      ["a documented", "a unlimited"],
    );
    assert.deepEqual(outcomes.a, [1, 2, 3]);
    new Node({ name: "b", whole: 3 });
    queue.wanted();
    await settled();
    assert.deepEqual(
      asked.slice(2).map(({ path }) => path),
      ["b unlimited"],
    );
  });

  it("asks without the limit what was under way as documented when another answer showed that there is more", async () => {
    let late: (() => void) | undefined;
    answers = async (path) => {
      if (path === "b documented") await new Promise<void>((resolve) => (late = resolve));
      return path.endsWith("documented") ? [1] : [1, 2, 3];
    };
    new Node({ name: "a", whole: 3 }, { name: "b", whole: 3 });
    queue.wanted();
    await settled();
    late?.();
    await settled();
    assert.deepEqual(outcomes, { a: [1, 2, 3], b: [1, 2, 3] });
  });

  it("leaves the documented way where that was answered in full once, and brings too few of many", async () => {
    answers = async (path) => (path.endsWith("documented") ? [1, 2] : [1, 2, 3]);
    new Node({ name: "a", whole: 2 }, { name: "b", whole: 3 });
    queue.wanted();
    await settled();
    assert.deepEqual(
      asked.map(({ path }) => path),
      ["a documented", "b documented", "b unlimited"],
    );
    assert.deepEqual(outcomes, { a: [1, 2], b: [1, 2, 3] });
  });

  it("takes the longer of two answers that are both short, and the first where there is no second", async () => {
    answers = async (path) => (path === "a documented" ? [1, 2] : [1]);
    new Node({ name: "a", whole: 3 });
    queue.wanted();
    await settled();
    assert.deepEqual(outcomes.a, [1, 2]);
    answers = async (path) => (path === "b documented" ? [1] : Promise.reject(DOWN));
    new Node({ name: "b", whole: 3 });
    queue.wanted();
    await settled();
    assert.deepEqual(outcomes.b, [1]);
  });

  it("learns nothing of how candles are asked for from what there is one way for", async () => {
    answers = async () => [1];
    new Node({ name: "trades" }, { name: "candles", whole: 2 });
    queue.wanted();
    await settled();
    assert.deepEqual(
      asked.map(({ path }) => path),
      ["trades documented", "candles documented", "candles unlimited"],
    );
  });

  it("pauses when the exchange is asked too often, asks again, and goes on", async () => {
    let refusals = 2;
    answers = async () => (refusals-- > 0 ? Promise.reject(REFUSED) : [1]);
    new Node({ name: "a" });
    queue.wanted();
    await pass(1_900);
    assert.equal(asked.length, 1);
    await pass(8_000);
    assert.equal(asked.length, 3);
    assert.ok((asked[1]?.at ?? 0) >= 2_000 && (asked[2]?.at ?? 0) >= 6_000);
    assert.deepEqual(outcomes.a, [1]);
  });

  it("asks again without the limit, too, when that was refused, before it is content with less", async () => {
    let refusals = 2;
    answers = async (path) => {
      if (path.endsWith("documented")) return [1];
      return refusals-- > 0 ? Promise.reject(REFUSED) : [1, 2, 3];
    };
    new Node({ name: "a", whole: 3 });
    queue.wanted();
    await pass(10_000);
    assert.deepEqual(outcomes.a, [1, 2, 3]);
  });

  it("gives all up after six refusals in a row, also what was under way with the last of them", async () => {
    answers = () => Promise.reject(REFUSED);
    new Node({ name: "a" }, { name: "b" });
    new Node({ name: "c" });
    queue.wanted();
    await pass(70_000);
    assert.deepEqual(outcomes, { a: REFUSED, b: REFUSED, c: REFUSED });
  });

  it("says why there is no answer, and asks for the next", async () => {
    answers = async (path) => (path.startsWith("a") ? Promise.reject(DOWN) : [1]);
    new Node({ name: "a" }, { name: "b" });
    queue.wanted();
    await settled();
    assert.deepEqual(outcomes, { a: DOWN, b: [1] });
  });

  it("gives all up when ten calls in a row were not answered, and asks again for what is wanted later", async () => {
    answers = () => Promise.reject(DOWN);
    const node = new Node(...many("a", 50));
    new Node(...many("b", 5));
    queue.wanted();
    await pass(10_000);
    // Some of which were under way together.
    assert.ok(asked.length >= 10 && asked.length <= 16, `${asked.length}`);
    assert.deepEqual(new Set(Object.values(outcomes)), new Set([DOWN]));
    assert.equal(Object.keys(outcomes).length, 55);
    answers = async () => [1];
    node.questions.push({ name: "later" });
    queue.wanted();
    await pass(3_000);
    assert.deepEqual(outcomes.later, [1]);
  });

  it("asks for nobody who has left", async () => {
    const node = new Node(...many("a", 20));
    queue.wanted();
    await settled();
    queue.leave(node);
    await pass(10_000);
    assert.equal(asked.length, 8);
  });
});
