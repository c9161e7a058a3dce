import type { IncomingHttpHeaders } from "node:http";
import { CoincallError } from "../../protocol/error";
import { isFromOtherSite } from "./same-site";

/** What is needed of a request of Node-RED's admin API. */
export interface Request {
  readonly headers: IncomingHttpHeaders;
  readonly query: unknown;
  readonly body?: unknown;
}

export interface Response {
  set(header: string, value: string): unknown;
  status(code: number): Response;
  json(body: object): unknown;
}

export function refuseOtherSites({ headers }: Request, response: Response, next: () => void): void {
  if (isFromOtherSite(headers)) refuse(response, 403, new CoincallError("COINCALL_INPUT", "otherSite"));
  else next();
}

/** Answers with what the action makes, or says why it can't. */
export async function answer(response: Response, action: () => Promise<object>): Promise<void> {
  try {
    response.json(await action());
  } catch (error) {
    const known =
      error instanceof CoincallError ? error : new CoincallError("COINCALL_LINK", "exchangeSilent");
    refuse(response, known.code === "COINCALL_LINK" ? 502 : 400, known);
  }
}

function refuse(response: Response, status: number, { code, reason, values }: CoincallError): void {
  response.status(status).json({ code, reason, values });
}
