import assert from "node:assert/strict";
import { describeOnEach } from "../../embedded/harness";
import { AlertsAtWork } from "./alerts-at-work";
import { KINDS, type Kind, MINUTE, type Value } from "./kinds";

const HOUR = 60 * MINUTE;
/** A midnight at which the expiry that is nearest to thirty days from now is another one. */
const MIDNIGHT = Date.UTC(2026, 10, 15);
/** Volatilities of which a farther expiry has clearly less. */
const STEEP = { near: 1.2, far: 0.4 };
/** ms; long enough for every line to be lost. */
const CUT = 300;

const LAST = KINDS.filter(({ isLast }) => isLast);
const OTHERS = KINDS.filter(({ isLast }) => !isLast);
const VOLATILITY = KINDS.find(({ beginsAnew }) => beginsAnew) as Kind;

describeOnEach("The alerts of the gallery, on a market to order,", function (version) {
  this.timeout(90_000);
  let alerts: AlertsAtWork;

  before(async () => {
    alerts = await AlertsAtWork.start(version, MIDNIGHT - 2 * HOUR);
    await alerts.run();
  });
  after(() => alerts?.stop());

  const forEach = (title: string, test: (kind: Kind) => Promise<void> | void, kinds = KINDS) => {
    for (const kind of kinds) it(`${title}: ${kind.name}`, () => test(kind));
  };

  describe("when an option rolls,", () => {
    before(() => alerts.begin());

    it("tell of no volatility that is another expiry's", async () => {
      const { control } = alerts.exchange;
      control.setTermStructure("BTCUSD", STEEP);
      const { payload: before } = await next(({ payload }) => Number(payload.iv) > 0.9);
      await alerts.reset();
      await next(() => true);
      control.setTime(MIDNIGHT);
      const { payload: after } = await next(({ coincall }) => coincall.rolled?.reason === "expiry");
      assert.ok(Number(before.iv) - Number(after.iv) > 0.03, "less by more than the alert is about");
      for (let more = 0; more < 2; more++) await next(() => true);
      assert.deepEqual(alerts.alerts(VOLATILITY), []);
    });

    const next = (fits: (value: Value) => boolean) => alerts.value(VOLATILITY, fits);

    forEach(
      "tell nothing",
      async (kind) => {
        await alerts.reset();
        await alerts.roll(kind, kind.rolls ?? kind.calm.order);
        await alerts.all(({ calm }) => calm, [kind]);
        assert.deepEqual(alerts.alerts(kind), []);
      },
      KINDS.filter(({ rolls }) => rolls),
    );
  });

  describe("when it comes to that,", () => {
    before(async () => {
      await alerts.begin();
      await alerts.all(({ almost }) => almost, OTHERS);
      await alerts.all(({ beyond }) => beyond, OTHERS);
      await alerts.all(({ almost }) => almost, LAST);
      await alerts.all(({ beyond }) => beyond, LAST);
      await alerts.all(({ beyond }) => beyond);
    });

    forEach("tell it in words", async (kind) => {
      const { payload, topic, alert } = await alerts.told(kind);
      assert.match(payload, kind.text);
      assert.equal(alert.state, "alert");
      assert.notEqual(topic, "");
    });

    it("tell that it is over", async () => {
      await alerts.calm();
      for (const kind of KINDS) assert.equal((await alerts.over(kind)).alert.state, "clear", kind.name);
    });

    forEach("have told it once, and not when it came near to that", (kind) => {
      assert.equal(alerts.alerts(kind).length, 1);
      assert.equal(alerts.clears(kind).length, 1);
      const [{ alert }] = alerts.alerts(kind) as [ReturnType<typeof alerts.alerts>[number]];
      assert.equal(alert.acrossGap, undefined);
    });
  });

  describe("when it comes to that while the line is cut,", () => {
    before(async () => {
      await alerts.begin();
      alerts.exchange.control.cut({ for: CUT });
      const needing = KINDS.filter(({ needsLine }) => needsLine);
      await alerts.all(
        ({ beyond }) => beyond,
        KINDS.filter((kind) => !needing.includes(kind)),
      );
      await alerts.connected(needing);
      await alerts.all(({ beyond }) => beyond, needing);
    });

    forEach("tell it once, and that there was a gap", async (kind) => {
      const { alert } = await alerts.told(kind);
      if (kind.acrossGap !== "clear") assert.equal(alert.acrossGap, true);
      assert.equal(alerts.alerts(kind).length, 1);
    });

    it("tell that it is over", async () => {
      await alerts.calm();
      for (const kind of KINDS) {
        const { alert } = await alerts.over(kind);
        if (kind.acrossGap === "clear") assert.equal(alert.acrossGap, true);
        assert.equal(alerts.alerts(kind).length, 1, kind.name);
      }
    });
  });

  describe("in quiet hours,", () => {
    const lasting = KINDS.filter(({ isOfItsMoment }) => !isOfItsMoment);

    before(async () => {
      await alerts.begin();
      await alerts.change({ quietFrom: clock(-1), quietTo: clock(1) });
      await alerts.all(({ beyond }) => beyond);
      // That something is silent is found only when it may be told.
      await Promise.all(lasting.filter(({ beyond }) => beyond.shows).map((kind) => alerts.waiting(kind)));
    });

    forEach("tell nothing", (kind) => assert.deepEqual(alerts.alerts(kind), []));

    it("tell afterwards what still is so, and nothing of a moment that is over", async () => {
      await alerts.change({ quietFrom: clock(2), quietTo: clock(3) });
      for (const kind of lasting) assert.match((await alerts.told(kind)).payload, kind.text);
      await alerts.all(({ beyond }) => beyond, lasting);
      for (const kind of KINDS)
        assert.equal(alerts.alerts(kind).length, lasting.includes(kind) ? 1 : 0, kind.name);
    });

    it("tell that it is over", async () => {
      await alerts.calm();
      for (const kind of lasting) await alerts.over(kind);
    });
  });

  describe("when Node-RED is started again,", () => {
    before(async () => {
      await alerts.begin();
      await alerts.all(({ beyond }) => beyond);
      await Promise.all(KINDS.map((kind) => alerts.told(kind)));
      await alerts.restart();
      await alerts.all(({ beyond }) => beyond);
    });

    forEach("tell nothing again, and not that it is over while it is not", (kind) => {
      assert.deepEqual(alerts.alerts(kind), []);
      if (!kind.beginsAnew) assert.deepEqual(alerts.clears(kind), []);
    });

    it("tell once that it is over", async () => {
      const lasting = KINDS.filter(({ isOfItsMoment }) => !isOfItsMoment);
      await alerts.calm();
      for (const kind of lasting) await alerts.over(kind);
      for (const kind of lasting) assert.equal(alerts.clears(kind).length, 1, kind.name);
    });
  });

  describe("all the while,", () => {
    it("have nothing to complain about but the line that was cut", () => {
      const others = alerts.complaints.filter(({ code }) => code !== "COINCALL_LINK");
      assert.deepEqual(others, []);
    });
  });
});

/** By the clock of this machine, so many hours from now. */
function clock(hours: number): string {
  return new Date(Date.now() + hours * HOUR).toTimeString().slice(0, 5);
}
