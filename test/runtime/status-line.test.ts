import assert from "node:assert/strict";
import { mock } from "node:test";
import type { Node, NodeAPI, NodeStatus } from "node-red";
import type { LinkState } from "../../src/link/socket/link";
import { CoincallError } from "../../src/protocol/error";
import { StatusLine, type StatusView } from "../../src/runtime/status-line";

const SECOND = 1_000;
const error = new CoincallError("COINCALL_LINK", "linkClosed");
const OPEN: LinkState = { name: "open" };
const waiting = (retryAt: number): LinkState => ({ name: "waiting", attempt: 0, retryAt, error });

/** A node with live data of one symbol. */
const LIVE: StatusView = {
  problem: undefined,
  waitsFor: undefined,
  subscriptions: 1,
  expired: 0,
  choosing: 0,
  resolved: undefined,
  watched: undefined,
  link: OPEN,
  words: undefined,
  clockOff: undefined,
  hasData: true,
  filling: undefined,
  overdueFor: undefined,
  simulated: false,
  now: 0,
};

describe("The status line of a node", () => {
  let view: StatusView;
  let shown: NodeStatus[];
  let line: StatusLine;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    view = LIVE;
    shown = [];
    // Without a catalogue the texts are those of en-US.
    const RED = { _: (name: string) => name } as unknown as NodeAPI;
    const node = { status: (status: NodeStatus) => shown.push(status) } as unknown as Node;
    line = new StatusLine(RED, node, () => view);
  });
  afterEach(() => {
    line.close();
    mock.timers.reset();
  });

  const texts = () => shown.map(({ text }) => text);
  const become = (change: Partial<StatusView>) => {
    view = { ...view, ...change };
    line.refresh();
  };

  const ROWS: readonly [change: Partial<StatusView>, fill: string, shape: string, text: string][] = [
    [{ subscriptions: 0 }, "grey", "ring", "no symbols"],
    [{ link: { name: "idle" } }, "yellow", "ring", "connecting"],
    [{ link: { name: "connecting", attempt: 3 } }, "yellow", "ring", "connecting"],
    [{ hasData: false }, "yellow", "dot", "waiting for data"],
    [{}, "green", "dot", "live"],
    [{ watched: "ETHUSD" }, "green", "dot", "live: ETHUSD"],
    [{ subscriptions: 3, watched: "ETHUSD +2" }, "green", "dot", "live: ETHUSD +2"],
    [{ subscriptions: 3 }, "green", "dot", "live, 3 symbols"],
    [{ subscriptions: 2, expired: 2 }, "grey", "ring", "expired"],
    [{ subscriptions: 2, expired: 2, link: waiting(4_000) }, "grey", "ring", "expired"],
    [{ subscriptions: 2, expired: 1 }, "green", "dot", "live, 1 of 2, 1 expired"],
    [{ subscriptions: 5, expired: 2, hasData: false }, "yellow", "dot", "waiting for data"],
    [{ clockOff: 600 }, "green", "dot", "live, this machine's clock is 600 s off"],
    [{ words: "too many", link: waiting(4_000) }, "red", "ring", "reconnecting in 4 s: too many"],
    [{ simulated: true }, "blue", "dot", "live"],
    [{ overdueFor: 59 * SECOND }, "yellow", "dot", "no data for 59 s"],
    [{ overdueFor: 179 * SECOND }, "yellow", "dot", "no data for 2 min"],
    [{ overdueFor: 7_300 * SECOND, hasData: false }, "yellow", "dot", "no data for 2 h"],
    [{ link: waiting(4_000) }, "red", "ring", "reconnecting in 4 s"],
    [{ link: waiting(0) }, "red", "ring", "reconnecting in 1 s"],
    [
      { link: { name: "refused", attempt: 0, retryAt: 0, error } },
      "red",
      "dot",
      "refused: check key, secret, clock and IP list",
    ],
    [
      { link: { name: "refused", attempt: 0, retryAt: 0, error }, words: "IP not on the list" },
      "red",
      "dot",
      "refused: IP not on the list",
    ],
    [
      { link: { name: "refused", attempt: 0, retryAt: 0, error }, words: "maintenance", simulated: true },
      "red",
      "dot",
      "the simulator refused: maintenance",
    ],
    [{ problem: "no such symbol", subscriptions: 0 }, "red", "dot", "no such symbol"],
  ];
  for (const [change, fill, shape, text] of ROWS) {
    it(`is a ${fill} ${shape} “${text}” for ${JSON.stringify(change)}`, () => {
      become(change);
      assert.deepEqual(shown, [{ fill, shape, text }]);
    });
  }

  it("is sent only when it changes", () => {
    for (let count = 0; count < 5; count += 1) {
      line.refresh();
      mock.timers.tick(SECOND);
    }
    assert.deepEqual(texts(), ["live"]);
  });

  it("is sent at most once a second, and then as it stands", () => {
    become({ hasData: false });
    become({ hasData: true });
    become({ subscriptions: 2 });
    mock.timers.tick(SECOND - 1);
    assert.deepEqual(texts(), ["waiting for data"]);
    mock.timers.tick(1);
    assert.deepEqual(texts(), ["waiting for data", "live, 2 symbols"]);
  });

  it("counts down by itself, also when a timer is a little early", () => {
    become({ link: waiting(3_000) });
    for (const now of [999, 1_999, 2_001]) {
      view = { ...view, now };
      mock.timers.tick(SECOND);
    }
    assert.deepEqual(texts(), ["reconnecting in 3 s", "reconnecting in 2 s", "reconnecting in 1 s"]);
  });

  it("is not sent any more once the node is closed", () => {
    become({ hasData: false });
    become({ hasData: true });
    line.close();
    mock.timers.tick(SECOND);
    assert.deepEqual(texts(), ["waiting for data"]);
  });
});
