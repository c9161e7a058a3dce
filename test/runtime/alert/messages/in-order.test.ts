import assert from "node:assert/strict";
import { InOrder, MOST_WAITING } from "../../../../src/runtime/alert/messages/in-order";

describe("What is done in order", () => {
  it("is done at once while nothing is awaited, and after what is", async () => {
    const order = new InOrder(assert.ifError);
    const done: string[] = [];
    let answer = (_answer: string) => {};
    const awaited = new Promise<string>((resolve) => {
      answer = resolve;
    });
    order.do("first", (each) => done.push(each));
    assert.deepEqual(done, ["first"]);
    order.do(awaited, (each) => done.push(each));
    order.do("third", (each) => done.push(each));
    assert.deepEqual(done, ["first"]);
    answer("second");
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(done, ["first", "second", "third"]);
    order.do("fourth", (each) => done.push(each));
    assert.equal(done.at(-1), "fourth");
  });

  it("goes on behind what fails, and tells of it", async () => {
    const failures: unknown[] = [];
    const order = new InOrder((error) => failures.push(error));
    const done: string[] = [];
    const failure = new Error("failed");
    order.do(Promise.resolve(), () => {
      throw failure;
    });
    order.do("second", (each) => done.push(each));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([failures, done], [[failure], ["second"]]);
  });

  it("is full of a thousand", () => {
    const order = new InOrder(assert.ifError);
    const never = new Promise<void>(() => {});
    for (let count = 0; count < MOST_WAITING; count += 1) {
      assert.equal(order.isFull, false);
      order.do(never, () => {});
    }
    assert.equal(order.isFull, true);
  });
});
