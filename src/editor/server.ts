import { text } from "./texts";

/** Why the server did not do as asked, in words. */
export class Refusal extends Error {}

type Answered = Readonly<Record<string, unknown>>;

export interface Answer<Body> {
  readonly body: Body;
  /** ms since what is in the body was true. */
  readonly age: number;
}

/** @throws Refusal */
export function get<Body>(path: string, values: Readonly<Record<string, string>>): Promise<Answer<Body>> {
  return send<Body>({ url: path, data: values, cache: false });
}

/** @throws Refusal */
export async function post<Body>(path: string, values: object): Promise<Body> {
  const data = JSON.stringify(values);
  return (await send<Body>({ url: path, data, method: "POST", contentType: "application/json" })).body;
}

/** Through the editor's jQuery, which adds what a login needs to each request. */
function send<Body>(request: AjaxRequest): Promise<Answer<Body>> {
  return new Promise((resolve, reject) => {
    $.ajax({ ...request, dataType: "json" }).then(
      (body, _status, { getResponseHeader }) =>
        resolve({ body: body as Body, age: Number(getResponseHeader("Age") ?? 0) * 1000 }),
      (response) => reject(new Refusal(reasonOf(response))),
    );
  });
}

function reasonOf({ status, responseJSON }: AjaxResponse): string {
  const { reason, values } = responseJSON ?? {};
  if (reason !== undefined) return text(`errors.${reason}`, asShown(values));
  if (status === 401 || status === 403) return text("server.forbidden");
  // Whatever else is written in it is for programs, or in the language of the server.
  return status > 0 ? text("server.failed", { status }) : text("server.silent");
}

/** The server calls properties by their names, the form by its labels. */
function asShown(values: Answered = {}): Answered {
  const { property } = values;
  return property === undefined ? values : { ...values, property: text(`fields.${property}`) };
}
