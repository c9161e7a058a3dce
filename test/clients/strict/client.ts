/**
 * A client as somebody would write it who trades on the live exchange and trusts no frame: it asks for the terms first and does not
 * start without them, signs in, subscribes, and gives what it has read or the reason why it could not.
 */

import { createHmac } from "node:crypto";
import { once } from "node:events";
import WebSocket from "ws";
import type { Read, Reader } from "./readers";
import {
  acknowledgement,
  answer,
  type Channel,
  configuration,
  frame,
  listedFutures,
  listedOptions,
  pushes,
} from "./wire";

/** The numbers of the channels on each endpoint. */
const NUMBERS = {
  options: { orderBook: 5, lastTrade: 6, tOption: 4, bsInfo: 3, accountBalance: 7, lastTradeV2: 24 },
  futures: { spotPrice: 30, kline: 31, orderBook: 32, lastTrade: 33, lastTradeV2: 43, premiumIndex: 44 },
} as const;

export type Endpoint = keyof typeof NUMBERS;

export interface Account {
  readonly key: string;
  readonly secret: string;
}

export interface Terms {
  readonly fees: ReadonlyMap<string, { readonly taker: number; readonly maker: number }>;
  /** Of the perpetuals, a fraction for eight hours. */
  readonly funding: ReadonlyMap<string, number>;
  readonly options: Read<typeof listedOptions>;
}

export class StrictClient<Figure> {
  readonly #base: string;
  readonly #account: Account;
  readonly #pushes: ReturnType<typeof pushes<Figure>>;
  readonly #sockets = new Set<WebSocket>();

  /**
   * @param base `ws://host`
   * @param figure what it takes for a figure
   */
  constructor(base: string, account: Account, figure: Reader<Figure>) {
    this.#base = base;
    this.#account = account;
    this.#pushes = pushes(figure);
  }

  async terms(): Promise<Terms> {
    const { optionConfig, futuresConfig } = await this.#call("/open/public/config/v1", configuration);
    const futures = await this.#call("/open/futures/market/instruments/v1", listedFutures);
    const options = await this.#call("/open/option/getInstruments/BTC", listedOptions);
    const contracts = [...Object.values(optionConfig), ...Object.values(futuresConfig)];
    return {
      fees: new Map(
        contracts.map(({ symbol, takerFee, makerFee }) => [symbol, { taker: takerFee, maker: makerFee }]),
      ),
      funding: new Map(
        futures.map(({ ticker_id, funding_rate }) => [ticker_id.replace("-", ""), Number(funding_rate)]),
      ),
      options,
    };
  }

  /**
   * The first push of a channel.
   *
   * @throws {Unexpected} when it, or an answer before it, is not what was expected
   */
  async first<Name extends Channel>(
    endpoint: Endpoint,
    dataType: Name,
    payload: object,
  ): Promise<Read<ReturnType<typeof pushes<Figure>>[Name]>> {
    const socket = await this.#connect(endpoint);
    const wanted = (NUMBERS[endpoint] as Partial<Record<Channel, number>>)[dataType];
    const isSubscribed = this.#take(socket, (text) => "action" in text, acknowledgement);
    const pushed = this.#take(socket, ({ dt }) => dt === wanted, frame);
    // Each is waited for below; that it fails before must not end the process.
    pushed.catch(() => {});
    socket.send(JSON.stringify({ action: "subscribe", dataType, payload }));
    const { result } = await isSubscribed;
    if (result !== "success") throw new Error(`${dataType} was refused`);
    const { d } = await pushed;
    const read = this.#pushes[dataType] as Reader<Read<ReturnType<typeof pushes<Figure>>[Name]>>;
    return read(d, dataType);
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  async #connect(endpoint: Endpoint): Promise<WebSocket> {
    const { key, secret } = this.#account;
    const ts = Date.now();
    const text = `GET/users/self/verify?apiKey=${key}&ts=${ts}`;
    const sign = createHmac("sha256", secret).update(text).digest("hex").toUpperCase();
    const socket = new WebSocket(
      `${this.#base}/${endpoint}?code=10&uuid=${key}&ts=${ts}&sign=${sign}&apiKey=${key}`,
    );
    this.#sockets.add(socket);
    await once(socket, "open");
    return socket;
  }

  #take<T>(
    socket: WebSocket,
    fits: (json: Record<string, unknown>) => boolean,
    reader: Reader<T>,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      socket.once("close", () => reject(new Error("The connection was closed.")));
      socket.on("message", (data) => {
        const json = JSON.parse(String(data)) as Record<string, unknown>;
        if (!fits(json)) return;
        try {
          resolve(reader(json, "frame"));
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  async #call<T>(path: string, reader: Reader<T>): Promise<T> {
    const response = await fetch(this.#base.replace(/^ws/, "http") + path);
    const { code, data } = answer(await response.json(), path);
    if (code !== 0) throw new Error(`${path} was refused with code ${code}`);
    return reader(data, path);
  }
}
