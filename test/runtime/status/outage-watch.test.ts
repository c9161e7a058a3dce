import assert from "node:assert/strict";
import { mock } from "node:test";
import { type Outage, OutageWatch } from "../../../src/runtime/status/outage-watch";

const SECOND = 1_000;
const PATIENCE = 60 * SECOND;
const START = Date.UTC(2026, 10, 27, 12);

describe("An outage", () => {
  let told: string[];
  let watch: OutageWatch;

  const since = ({ since: began, reason }: Outage) => `${(began - START) / SECOND} ${reason ?? ""}`.trim();
  const watchFrom = (outage?: Outage) =>
    new OutageWatch(PATIENCE, outage, {
      down: (each) => told.push(`down since ${since(each)}`),
      back: (each) => told.push(`back, was down since ${since(each)}`),
    });
  const pass = (seconds: number) => mock.timers.tick(seconds * SECOND);

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: START });
    told = [];
    watch = watchFrom();
  });
  afterEach(() => {
    watch.close();
    mock.timers.reset();
  });

  /** As a link is tried again and again. */
  function attempts(count: number): void {
    for (let attempt = 0; attempt < count; attempt += 1) {
      watch.linkIs("waiting", "HTTP 503");
      pass(5);
      watch.linkIs("connecting", undefined);
      pass(5);
    }
  }

  it("is told once when it has lasted for long, and once when the link has held for a tenth of that", () => {
    attempts(5);
    pass(9);
    assert.deepEqual(told, []);
    pass(1);
    assert.deepEqual(told, ["down since 0 HTTP 503"]);
    attempts(30);
    watch.linkIs("open", undefined);
    pass(5);
    assert.equal(told.length, 1);
    pass(1);
    assert.deepEqual(told.slice(1), ["back, was down since 0 HTTP 503"]);
    pass(3_600);
    assert.equal(told.length, 2);
  });

  it("lasts as long as it does, though this machine's clock is set back meanwhile", () => {
    let lasted = Number.NaN;
    watch = new OutageWatch(PATIENCE, undefined, {
      down: () => {},
      back: (_outage, time) => (lasted = time),
    });
    const now = mock.method(performance, "now", () => 1_000);
    watch.linkIs("waiting", "closed");
    pass(60);
    mock.timers.setTime(START - 3_600 * SECOND);
    now.mock.mockImplementation(() => 301_000);
    watch.linkIs("open", undefined);
    pass(3_600);
    now.mock.restore();
    assert.equal(lasted, 300 * SECOND);
  });

  it("is not told when it is shorter, time and again", () => {
    for (let outage = 0; outage < 10; outage += 1) {
      attempts(5);
      watch.linkIs("open", undefined);
      pass(6);
    }
    pass(3_600);
    assert.deepEqual(told, []);
  });

  it("goes on where the link is lost as soon as it is open, and is told once", () => {
    for (let attempt = 0; attempt < 30; attempt += 1) {
      watch.linkIs("waiting", "closed");
      pass(4);
      watch.linkIs("open", undefined);
      pass(3);
    }
    assert.deepEqual(told, ["down since 0 closed"]);
    pass(3);
    assert.deepEqual(told.slice(1), ["back, was down since 0 closed"]);
  });

  it("is not told in a moment in which the link is open, but with its next loss", () => {
    watch.linkIs("waiting", "closed");
    pass(58);
    watch.linkIs("open", undefined);
    pass(4);
    assert.deepEqual(told, []);
    watch.linkIs("waiting", "closed again");
    assert.deepEqual(told, ["down since 0 closed again"]);
  });

  it("begins with the start where no link ever came up, and when the exchange refuses it", () => {
    watch.linkIs("connecting", undefined);
    pass(60);
    assert.deepEqual(told, ["down since 0"]);
    watch.close();
    watch = watchFrom();
    watch.linkIs("refused", "IP not on the list");
    pass(60);
    assert.deepEqual(told.slice(1), ["down since 60 IP not on the list"]);
  });

  it("is none where nobody wants the endpoint", () => {
    watch.linkIs("idle", undefined);
    pass(3_600);
    watch.linkIs("waiting", "closed");
    pass(50);
    watch.linkIs("idle", undefined);
    pass(3_600);
    assert.deepEqual(told, []);
  });

  it("that was told is over only when the link is back, though nobody wanted it meanwhile", () => {
    watch.linkIs("waiting", "closed");
    pass(60);
    watch.linkIs("idle", undefined);
    pass(60);
    watch.linkIs("connecting", undefined);
    pass(60);
    watch.linkIs("open", undefined);
    pass(6);
    assert.deepEqual(told, ["down since 0 closed", "back, was down since 0 closed"]);
  });

  it("that was told before a restart is not told again, and its end is", () => {
    watch = watchFrom({ since: START - 10 * SECOND, reason: "closed" });
    watch.linkIs("connecting", undefined);
    pass(120);
    assert.deepEqual(told, []);
    watch.linkIs("open", undefined);
    pass(6);
    assert.deepEqual(told, ["back, was down since -10 closed"]);
    watch.linkIs("waiting", "closed");
    pass(60);
    assert.equal(told.length, 2);
  });

  it("is told no more once its node is closed", () => {
    watch.linkIs("waiting", "closed");
    watch.close();
    pass(3_600);
    assert.deepEqual(told, []);
  });
});
