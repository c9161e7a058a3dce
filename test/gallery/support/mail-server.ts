import type { AddressInfo, Server } from "node:net";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { Mailbox } from "../../embedded/harness/mailbox";
import { CERTIFICATE, PRIVATE_KEY } from "../../support/certificate";
import { service } from "./other-packages";

export interface Mail {
  readonly to: readonly string[];
  readonly from: string;
  /** Headers and text, as they went over the wire. */
  readonly source: string;
}

interface Address {
  readonly address: string;
}

interface Session {
  readonly envelope: { readonly mailFrom: Address; readonly rcptTo: readonly Address[] };
}

interface Login {
  readonly username: string;
  readonly password: string;
}

/** As much of the package `smtp-server` as is used here. */
interface SmtpServer {
  readonly server: Server;
  listen(port: number, host: string, listening: () => void): void;
  close(closed: () => void): void;
  on(event: "error", listener: () => void): void;
}

interface SmtpServerPackage {
  readonly SMTPServer: new (options: object) => SmtpServer;
}

const PATIENCE = 5_000;

/** A mail server on loopback that wants a login, and offers TLS with a certificate of its own. */
export class MailServer {
  readonly login: Login = { username: "user", password: "example" };
  readonly #mails = new Mailbox<Mail>();
  readonly #server: SmtpServer;
  readonly #refusals: number[] = [];

  constructor() {
    const { SMTPServer } = service<SmtpServerPackage>("smtp-server");
    this.#server = new SMTPServer({
      cert: CERTIFICATE,
      key: PRIVATE_KEY,
      onAuth: (
        { username, password }: Login,
        _session: Session,
        answer: (error: Error | null, user?: object) => void,
      ) => {
        const known = username === this.login.username && password === this.login.password;
        answer(known ? null : new Error("Who are you?"), { user: username });
      },
      onData: async (stream: Readable, { envelope }: Session, answer: (error: Error | null) => void) => {
        const source = await text(stream);
        const responseCode = this.#refusals.shift();
        answer(responseCode ? Object.assign(new Error("Not this one."), { responseCode }) : null);
        const to = envelope.rcptTo.map(({ address }) => address);
        this.#mails.add({ to, from: envelope.mailFrom.address, source });
      },
    });
    this.#server.on("error", () => {});
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  /** With which codes the next mails are refused, one after the other. */
  willRefuse(...codes: readonly number[]): void {
    this.#refusals.push(...codes);
  }

  forget(): void {
    this.#mails.forget();
  }

  get mails(): readonly Mail[] {
    return this.#mails.all;
  }

  next(): Promise<Mail> {
    return this.#mails.next(() => true, PATIENCE);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}
