import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import fc from "fast-check";
import type { WebSocket } from "ws";
import { Connection } from "../../../src/simulator/exchange/connection";
import { MarketSource } from "../../../src/simulator/exchange/market-source";
import { Outages } from "../../../src/simulator/exchange/outages";
import { noStatistics } from "../../../src/simulator/exchange/statistics";
import { PRESENT } from "../../../src/simulator/frames/present";
import { Market } from "../../../src/simulator/market/market";
import { MONDAY } from "../moments";

/** A socket whose line the test can fill up. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 2;
  }
  terminate() {
    this.readyState = 3;
  }
}

describe("A connection to the simulator", () => {
  const market = new Market(1, MONDAY);
  let clock: number;
  let socket: FakeSocket;
  let connection: Connection;

  beforeEach(() => {
    clock = market.time;
    socket = new FakeSocket();
    connection = new Connection(socket as unknown as WebSocket, "futures", PRESENT.today, {
      source: new MarketSource(market),
      statistics: noStatistics().futures,
      outages: new Outages(() => clock),
      now: () => clock,
      sourceNow: () => clock,
    });
  });

  function receive(request: unknown) {
    socket.emit("message", Buffer.from(JSON.stringify(request)), false);
  }

  function tick(elapsed: number): string[] {
    clock += elapsed;
    market.advance(clock);
    socket.sent.length = 0;
    connection.tick();
    return socket.sent;
  }

  const subscribe = (dataType: string) =>
    receive({ action: "subscribe", dataType, payload: { symbol: "BTCUSD", period: "m1" } });

  it("spares a slow client the snapshots, but none of the trades and candles", () => {
    for (const dataType of ["orderBook", "spotPrice", "lastTrade", "kline"]) subscribe(dataType);
    socket.bufferedAmount = 2 << 20;
    const frames = tick(20_000).map((text) => JSON.parse(text));
    assert.deepEqual([...new Set(frames.map(({ dt }) => dt))].sort(), [31, 33]);
    socket.bufferedAmount = 0;
    assert.ok(tick(1_000).some((text) => JSON.parse(text).dt === 32));
  });

  it("gives up a client that does not read at all", () => {
    subscribe("lastTrade");
    socket.bufferedAmount = 65 << 20;
    tick(20_000);
    assert.equal(connection.isOpen, false);
  });

  it("brings the last of a candle before the first of the next", () => {
    subscribe("kline");
    tick(60_000 - (clock % 60_000) - 5_000);
    const starts = tick(25_000).map((text) => JSON.parse(text).d.ts);
    assert.deepEqual(starts, [candleBefore(clock), candleBefore(clock) + 60_000]);
  });

  function candleBefore(time: number): number {
    return (Math.floor(time / 60_000) - 1) * 60_000;
  }

  it("goes on pushing when the clock is set back", () => {
    subscribe("spotPrice");
    clock -= 3_600_000;
    assert.equal(tick(0).length, 1);
    assert.equal(tick(1_000).length, 1);
  });

  it("answers whatever it is sent", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "subscribe",
        "unSubscribe",
        "kline",
        "orderBook",
        "BTCUSD",
        "m1",
        "__proto__",
        "constructor",
      ),
      fc.jsonValue(),
    );
    const request = fc.record(
      { action: word, dataType: word, payload: word, c: word, dt: word, d: word },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(request, fc.jsonValue()), (json) => {
        clock += 1_000;
        socket.sent.length = 0;
        receive(json);
        assert.ok(socket.sent.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});
