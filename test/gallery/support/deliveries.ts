import { parse } from "node:querystring";
import type { Answer, HttpReceiver, Received } from "./http-receiver";
import type { MailServer } from "./mail-server";
import { partOf } from "./other-packages";

/** In each variable that holds a secret, and nowhere else. */
export const SECRET = "q7R8s9t0";

/** An alert, as a person wants it to arrive. */
export interface Alert {
  readonly text: string;
  readonly topic: string;
  readonly state: "alert" | "clear";
}

/** Where alerts go, as an example of the gallery sends them there. */
export interface Service {
  /** Of the example, below "02 Alerts/Delivery". */
  readonly example: string;
  /** What the flow calls it. */
  readonly name: string;
  /** The variable without which nothing is sent. */
  readonly needs: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Of the tab, where others than the service's own are given for the test. */
  readonly env?: Readonly<Record<string, string>>;
  /** Of nodes. */
  readonly nodes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The way in which it wants an alert. */
  readonly wanted: (alert: Alert) => unknown;
  /** What arrives next, be it taken or not. */
  readonly next: () => Promise<unknown>;
  readonly isDown: (times: number) => void;
  readonly refuses: (times: number) => void;
}

/** As much of the package `mailparser` as is used here. */
interface MailParser {
  simpleParser(source: string): Promise<{ readonly subject?: string; readonly text?: string }>;
}

/** The ways in which a service is down, in turn. */
const DOWN: readonly Answer[] = [503, "hangs up", 429];

const JSON_TYPE = "application/json";

/** Services that take a POST; `web` plays all of them, each below a path of its own. */
export function webServices(web: HttpReceiver): Service[] {
  const at = (path: string) => ({ path: `/${path}/${SECRET}`, url: `${web.url}/${path}/${SECRET}` });
  const [slack, discord, webhook] = [at("slack"), at("discord"), at("webhook")];
  let down = 0;
  const post = {
    next: async () => asSent(await web.next()),
    isDown: (times: number) => {
      for (let time = 0; time < times; time += 1) web.willAnswer(DOWN[down++ % DOWN.length] ?? 503);
    },
    refuses: (times: number) => web.willAnswer(...Array(times).fill(404)),
  };
  return [
    {
      example: "1 Slack",
      name: "Slack",
      needs: "SLACK_WEBHOOK_URL",
      variables: { SLACK_WEBHOOK_URL: slack.url },
      wanted: ({ text }) => ({ path: slack.path, type: JSON_TYPE, body: { text: escaped(text) } }),
      ...post,
    },
    {
      example: "2 Discord",
      name: "Discord",
      needs: "DISCORD_WEBHOOK_URL",
      variables: { DISCORD_WEBHOOK_URL: discord.url },
      wanted: ({ text }) => ({
        path: discord.path,
        type: JSON_TYPE,
        body: { content: text, allowed_mentions: { parse: [] } },
      }),
      ...post,
    },
    {
      example: "3 Telegram",
      name: "Telegram",
      needs: "TELEGRAM_TOKEN",
      variables: { TELEGRAM_TOKEN: `12345:${SECRET}`, TELEGRAM_CHAT_ID: "-42" },
      env: { TELEGRAM_URL: `${web.url}/bot\${TELEGRAM_TOKEN}/sendMessage` },
      wanted: ({ text }) => ({
        path: `/bot12345:${SECRET}/sendMessage`,
        type: JSON_TYPE,
        body: { chat_id: "-42", text },
      }),
      ...post,
    },
    {
      example: "4 ntfy",
      name: "ntfy",
      needs: "NTFY_TOPIC",
      variables: { NTFY_TOPIC: `alerts-${SECRET}` },
      env: { NTFY_URL: web.url },
      wanted: ({ text, topic, state }) => ({
        path: "/",
        type: JSON_TYPE,
        body: {
          topic: `alerts-${SECRET}`,
          title: topic,
          message: text,
          tags: [state === "clear" ? "white_check_mark" : "warning"],
          priority: state === "clear" ? 3 : 4,
        },
      }),
      ...post,
    },
    {
      example: "5 Pushover",
      name: "Pushover",
      needs: "PUSHOVER_TOKEN",
      variables: { PUSHOVER_TOKEN: `a${SECRET}`, PUSHOVER_USER: `u${SECRET}` },
      env: { PUSHOVER_URL: `${web.url}/1/messages.json` },
      wanted: ({ text, topic }) => ({
        path: "/1/messages.json",
        type: "application/x-www-form-urlencoded",
        body: { token: `a${SECRET}`, user: `u${SECRET}`, title: topic, message: text },
      }),
      ...post,
    },
    {
      example: "7 Webhook",
      name: "The webhook",
      needs: "WEBHOOK_URL",
      variables: { WEBHOOK_URL: webhook.url },
      wanted: ({ text, topic, state }) => ({
        path: webhook.path,
        type: JSON_TYPE,
        body: { text, topic, alert: state },
      }),
      ...post,
    },
  ];
}

/** Mail, as `mail` takes it. */
export function mailService(mail: MailServer): Service {
  const [to, from] = ["trader@example.com", "node-red@example.com"];
  const { username, password } = mail.login;
  return {
    example: "6 E-mail",
    name: "The mail server",
    needs: "MAIL_TO",
    variables: {
      SMTP_SERVER: "127.0.0.1",
      SMTP_USER: username,
      SMTP_PASSWORD: password,
      MAIL_TO: to,
      MAIL_FROM: from,
    },
    nodes: { "e-mail": { port: String(mail.port), tls: false } },
    wanted: ({ text }) => ({ to: [to], from, subject: text, text }),
    next: async () => {
      const { source, ...envelope } = await mail.next();
      const { subject, text } = await partOf<MailParser>("node-red-node-email", "mailparser").simpleParser(
        source,
      );
      return { ...envelope, subject, text: text?.trim() };
    },
    isDown: (times) => mail.willRefuse(...Array(times).fill(451)),
    refuses: (times) => mail.willRefuse(...Array(times).fill(554)),
  };
}

/** A request in the terms of `wanted`: of what an alert knows of itself, its state is enough here. */
function asSent({ path, headers, body }: Received) {
  const [type = ""] = String(headers["content-type"]).split(";");
  const sent = type === JSON_TYPE ? JSON.parse(body) : { ...parse(body) };
  if (sent.alert) sent.alert = sent.alert.state;
  return { path, type, body: sent };
}

/** As Slack wants three characters. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
