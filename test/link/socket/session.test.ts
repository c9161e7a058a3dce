import assert from "node:assert/strict";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { mock } from "node:test";
import { type Ending, type Garbage, Session, type Timing } from "../../../src/link/socket/session";
import { CoincallError } from "../../../src/protocol/error";
import { type StubExchange, startStubExchange } from "../../support/stub-exchange";
import { pass, resumeTime, setClock, settled, stopTime, TIMING, until } from "../harness";

const MEGABYTE = 2 ** 20;
const HEARTBEAT = '{"c":11}';

describe("a session", () => {
  let exchange: StubExchange;
  const sessions: Session[] = [];
  let abandoned = 0;

  beforeEach(async () => {
    exchange = await startStubExchange();
    stopTime();
  });

  afterEach(async () => {
    for (const session of sessions.splice(0)) session.close();
    await settled();
    resumeTime();
    await exchange.close();
  });

  function start(timing: Partial<Timing> = {}, url = `${exchange.url}/options`) {
    const told = { opened: 0, texts: [] as string[], garbage: [] as Garbage[], endings: [] as Ending[] };
    const abandon = () => {
      abandoned += 1;
    };
    const session = new Session({ url, options: {}, abandon }, { ...TIMING, ...timing }, HEARTBEAT, {
      opened: () => {
        told.opened += 1;
      },
      received: (text) => told.texts.push(text.toString()),
      receivedGarbage: (kind) => told.garbage.push(kind),
      ended: (ending) => told.endings.push(ending),
    });
    sessions.push(session);
    return { session, told };
  }

  async function opened(timing: Partial<Timing> = {}) {
    const started = start(timing);
    await until(() => started.told.opened === 1);
    return started;
  }

  function lost(endings: readonly Ending[], reason: string, values: object): void {
    assert.equal(endings.length, 1);
    const [ending] = endings;
    assert.equal(ending?.kind, "lost");
    assert.equal(ending?.error.code, "COINCALL_LINK");
    assert.equal(ending?.error.reason, reason);
    assert.deepEqual(ending?.error.values, values);
  }

  it("hands on texts, and says of bytes only that they came", async () => {
    const { session, told } = await opened();
    session.send(HEARTBEAT);
    assert.equal(await exchange.nextFrame(), HEARTBEAT);
    exchange.push("options", "not JSON");
    exchange.push("options", Buffer.from([0, 255]));
    await until(() => told.garbage.length === 1);
    assert.deepEqual(told.texts, ['{"c":11,"rc":1}', "not JSON"]);
  });

  it("takes a frame of 1 MB, and is lost by a longer one", async () => {
    const { told } = await opened();
    exchange.push("options", "x".repeat(MEGABYTE));
    await until(() => told.texts.length === 1);
    assert.equal(told.texts[0]?.length, MEGABYTE);
    exchange.push("options", "x".repeat(MEGABYTE + 1));
    await until(() => told.endings.length === 1);
    lost(told.endings, "frameTooLarge", { megabytes: 1 });
    assert.equal(told.texts.length, 1);
  });

  it("is lost when the exchange reads nothing of what it is sent, and keeps no more than so much of it", async () => {
    const { session, told } = await opened();
    exchange.stopReading();
    let sent = 0;
    for (; told.endings.length === 0 && sent < 100; sent += 1) {
      session.send("x".repeat(MEGABYTE));
      await settled();
    }
    lost(told.endings, "linkFailed", { cause: "ENOBUFS" });
    assert.ok(sent < 50, `${sent} MB`);
  });

  it("sends the key's characters as they are", async () => {
    start({}, `${exchange.url}/options?apiKey=7Qx+demo/KEY=&code=10`);
    await exchange.nextConnection();
    assert.equal(exchange.upgrades[0]?.path, "/options?apiKey=7Qx+demo/KEY=&code=10");
  });

  for (const status of [401, 403]) {
    it(`is refused by HTTP ${status}`, async () => {
      exchange.refuseWith(status);
      const { told } = start();
      await until(() => told.endings.length > 0);
      const [ending] = told.endings;
      assert.equal(ending?.kind, "refused");
      assert.equal(ending?.error.code, "COINCALL_REFUSED");
      assert.deepEqual(ending?.error.values, { status });
    });
  }

  for (const status of [301, 404, 429, 500, 503]) {
    it(`is lost by HTTP ${status}`, async () => {
      exchange.refuseWith(status, { Location: "ws://127.0.0.1:9/elsewhere" });
      const { told } = start();
      await until(() => told.endings.length > 0);
      lost(told.endings, "unexpectedAnswer", { status });
    });
  }

  it("knows how long the exchange wants to be left alone, in seconds or as a date, and for no longer than a quarter of an hour", async () => {
    const now = 1_800_000_000_000;
    const cases: [string, number | undefined][] = [
      ["7", 7_000],
      ["0", undefined],
      ["-5", undefined],
      ["soon", undefined],
      [new Date(now + 90_000).toUTCString(), 90_000],
      [new Date(now - 90_000).toUTCString(), undefined],
      ["99999999999", 900_000],
    ];
    for (const [header, retryAfter] of cases) {
      exchange.refuseWith(503, { "Retry-After": header });
      const { told } = start();
      await until(() => told.endings.length > 0);
      const [ending] = told.endings;
      assert.ok(ending?.kind === "lost");
      assert.equal(ending.retryAfter, retryAfter, header);
    }
  });

  it("is lost when the exchange closes it, and tells the code", async () => {
    for (const code of [1000, 1001, 1008, 1011, 1012]) {
      const { told } = await opened();
      exchange.drop(code);
      await until(() => told.endings.length > 0);
      lost(told.endings, "linkClosed", { code });
    }
  });

  it("tells the exchange's words where it closes with some", async () => {
    const { told } = await opened();
    exchange.drop(1008, "too many connections for this account");
    await until(() => told.endings.length > 0);
    lost(told.endings, "linkClosedBecause", { code: 1008, words: "too many connections for this account" });
  });

  const bodies: Readonly<Record<string, [body: string, words: string]>> = {
    "a text": [
      " IP 203.0.113.7 is not on the list of this key\n",
      "IP 203.0.113.7 is not on the list of this key",
    ],
    "an answer of REST": ['{"code":10008,"msg":"IP not on the list","data":null}', "IP not on the list"],
    "other JSON": ['{"error":"maintenance"}', "maintenance"],
    "a page, of which its title is enough": ["<html><head><title>403 Forbidden</title>", "403 Forbidden"],
  };
  for (const [what, [body, words]] of Object.entries(bodies)) {
    it(`tells the words that it is refused with: ${what}`, async () => {
      exchange.refuseWith(403, {}, body);
      const { told } = start();
      await until(() => told.endings.length > 0);
      const [ending] = told.endings;
      assert.equal(ending?.kind, "refused");
      assert.deepEqual(
        [ending.error.reason, ending.error.values],
        ["refusedBecause", { status: 403, words }],
      );
    });
  }

  it("takes no more of the words than are worth telling, and nothing that a terminal would act on", async () => {
    exchange.refuseWith(403, {}, `\u001b[2J${"no ".repeat(1_000)}`);
    const { told } = start();
    await until(() => told.endings.length === 1);
    const words = String(told.endings[0]?.error.values.words);
    assert.match(words, /^\[2Jno no [no ]+…$/);
    assert.ok(words.length <= 500);
  });

  it("tells the words of any other answer, too", async () => {
    exchange.refuseWith(503, { "Retry-After": "7" }, "back at nine");
    const { told } = start();
    await until(() => told.endings.length > 0);
    lost(told.endings, "unexpectedAnswerBecause", { status: 503, words: "back at nine" });
    assert.equal(told.endings[0]?.kind === "lost" && told.endings[0].retryAfter, 7_000);
  });

  for (const body of ["<p>no title</p>", '{"code":1}', "null", "  "]) {
    it(`has no words of a body like ${JSON.stringify(body)}`, async () => {
      exchange.refuseWith(401, {}, body);
      const { told } = start();
      await until(() => told.endings.length > 0);
      assert.equal(told.endings[0]?.error.reason, "refused");
    });
  }

  it("reads the beginning of a body without end, and no longer than a moment", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.write("HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { told } = start({}, `ws://127.0.0.1:${port}/options`);
    for (let second = 0; told.endings.length === 0 && second < 14; second += 1) await pass(1_000);
    assert.deepEqual(told.endings[0]?.error.values, { status: 403, words: "words" });
    server.close();
  });

  it("is lost when the exchange hangs up without a word", async () => {
    const { told } = await opened();
    exchange.drop();
    await until(() => told.endings.length > 0);
    lost(told.endings, "linkClosed", { code: 1006 });
  });

  it("is lost when nobody is there, and shows no address", async () => {
    const { url } = exchange;
    await exchange.close();
    const { told } = start({}, `${url}/options?apiKey=SECRET`);
    await until(() => told.endings.length > 0);
    lost(told.endings, "linkFailed", { cause: "ECONNREFUSED" });
    exchange = await startStubExchange();
  });

  it("is not begun at an address that is none, and the address is not shown", () => {
    for (const url of ["nonsense?apiKey=SECRET", "ftp://127.0.0.1/?apiKey=SECRET", ""]) {
      assert.throws(
        () => start({}, url),
        (error) =>
          error instanceof CoincallError && error.code === "COINCALL_CONFIG" && !/SECRET/.test(error.message),
      );
    }
  });

  describe("with a server that never answers the upgrade", () => {
    let server: Server;
    const sockets: Socket[] = [];

    beforeEach(async () => {
      server = createServer((socket) => sockets.push(socket.on("error", () => {})));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });

    afterEach(() => {
      for (const socket of sockets.splice(0)) socket.destroy();
      server.close();
    });

    function urlOf(): string {
      const address = server.address();
      assert.ok(typeof address === "object" && address !== null);
      return `ws://127.0.0.1:${address.port}/options`;
    }

    it("is lost after its deadline", async () => {
      const { told } = start({ connectDeadline: 15_000 }, urlOf());
      await until(() => sockets.length === 1);
      await pass(14_999);
      assert.deepEqual(told.endings, []);
      await pass(1);
      lost(told.endings, "connectDeadline", { seconds: 15 });
    });

    it("can be closed, and says nothing more", async () => {
      const { session, told } = start({}, urlOf());
      await until(() => sockets.length === 1);
      session.close();
      await pass(60_000);
      assert.deepEqual(told, { opened: 0, texts: [], garbage: [], endings: [] });
    });
  });

  describe("in silence", () => {
    it("sends one heartbeat after the interval, and is content with any frame", async () => {
      const { told } = await opened();
      exchange.acknowledge = () => "anything";
      await pass(9_999);
      assert.equal(exchange.frames.length, 0);
      await pass(1);
      assert.deepEqual(
        exchange.frames.map(({ text }) => text),
        [HEARTBEAT],
      );
      await pass(9_999);
      assert.equal(exchange.frames.length, 1);
      assert.deepEqual(told.endings, []);
    });

    it("goes on so for hours, whatever the interval and the timeout", async () => {
      for (const [heartbeatInterval, heartbeatTimeout] of [
        [10_000, 10_000],
        [1_000, 25_000],
        [25_000, 1_000],
      ] as const) {
        const { session, told } = await opened({ heartbeatInterval, heartbeatTimeout });
        const before = exchange.frames.length;
        await pass(40 * heartbeatInterval);
        assert.deepEqual(told.endings, [], `${heartbeatInterval} ${heartbeatTimeout}`);
        assert.equal(exchange.frames.length - before, 40, `${heartbeatInterval} ${heartbeatTimeout}`);
        session.close();
      }
    });

    it("is lost when the heartbeat stays unanswered, after interval and timeout, and not before", async () => {
      exchange.acknowledge = "none";
      const { told } = await opened({ heartbeatInterval: 10_000, heartbeatTimeout: 3_000 });
      await pass(12_999);
      assert.deepEqual(told.endings, []);
      await pass(1);
      lost(told.endings, "heartbeatUnanswered", { seconds: 3 });
      await until(() => exchange.open() === 0);
    });

    it("needs no heartbeat while frames come", async () => {
      await opened();
      for (let second = 0; second < 60; second += 5) {
        exchange.push("options", "data");
        await pass(5_000);
      }
      assert.equal(exchange.frames.length, 0);
    });

    it("is noticed, although the clock is set back or forward", async () => {
      for (const jump of [-3_600_000, 3_600_000]) {
        const { session, told } = await opened();
        const before = exchange.frames.length;
        await pass(5_000);
        setClock(jump);
        await pass(4_999);
        assert.equal(exchange.frames.length - before, 0, `${jump} ms`);
        await pass(1);
        assert.equal(exchange.frames.length - before, 1, `${jump} ms`);
        assert.deepEqual(told.endings, []);
        session.close();
      }
    });

    it("is asked about at once when somebody has reason to doubt", async () => {
      exchange.acknowledge = "none";
      const { session, told } = await opened({ heartbeatTimeout: 3_000 });
      exchange.push("options", "data");
      await until(() => told.texts.length === 1);
      session.check();
      assert.equal(await exchange.nextFrame(), HEARTBEAT);
      await pass(3_000);
      lost(told.endings, "heartbeatUnanswered", { seconds: 3 });
    });
  });

  it("is given up a second after the exchange said goodbye, also when it does not hang up", async () => {
    const { told } = await opened();
    exchange.sayGoodbye(1012);
    await settled();
    await pass(999);
    assert.deepEqual(told.endings, []);
    await pass(1);
    await until(() => told.endings.length === 1);
    lost(told.endings, "linkClosed", { code: 1012 });
  });

  it("is closed with a word to the exchange, and says nothing more", async () => {
    const { session, told } = await opened();
    session.close();
    exchange.push("options", "late");
    await until(() => exchange.open() === 0);
    await pass(60_000);
    assert.deepEqual(told, { opened: 1, texts: [], garbage: [], endings: [] });
    assert.equal(exchange.frames.length, 0);
  });

  it("leaves no timer behind, however it ends", async () => {
    const fired: (number | undefined)[] = [];
    const { setTimeout } = globalThis;
    mock.method(globalThis, "setTimeout", (callback: () => void, delay?: number) =>
      setTimeout(() => {
        fired.push(delay);
        callback();
      }, delay),
    );
    start().session.close();
    (await opened()).session.close();
    (await opened()).session.lose("heartbeatRefused");
    exchange.refuseWith(500);
    const { told } = start();
    await until(() => told.endings.length === 1 && exchange.open() === 0);
    await settled();
    await pass(60_000);
    assert.deepEqual(fired, []);
  });

  it("ends what its target has begun, however it ends, and nothing before", async () => {
    const ends = [
      (session: Session) => session.close(),
      (session: Session) => session.lose("heartbeatRefused"),
      () => exchange.drop(),
    ];
    for (const end of ends) {
      abandoned = 0;
      const { session } = await opened();
      assert.equal(abandoned, 0);
      end(session);
      await until(() => abandoned > 0 && exchange.open() === 0);
      assert.equal(abandoned, 1);
    }
  });

  it("ends once", async () => {
    const { session, told } = await opened();
    session.lose("heartbeatRefused");
    session.lose("heartbeatRefused");
    session.close();
    await pass(60_000);
    lost(told.endings, "heartbeatRefused", {});
    assert.equal(exchange.open(), 0);
  });
});

describe("a session whose process stood still", () => {
  let exchange: StubExchange;

  beforeEach(async () => {
    exchange = await startStubExchange();
  });
  afterEach(() => exchange.close());

  it("is alive when the answer to its heartbeat came meanwhile", async () => {
    const endings: Ending[] = [];
    const timing = { ...TIMING, heartbeatTimeout: 100 };
    let opened = false;
    const session = new Session({ url: `${exchange.url}/options`, options: {} }, timing, HEARTBEAT, {
      opened: () => {
        opened = true;
      },
      received: () => {},
      receivedGarbage: () => {},
      ended: (ending) => endings.push(ending),
    });
    await until(() => opened);
    session.check();
    await exchange.nextFrame();
    const end = performance.now() + 300;
    while (performance.now() < end);
    await settled();
    session.close();
    assert.deepEqual(endings, []);
  });
});
