import { isObject, objectAt, textAt, textsAt, type JsonObject } from "../../sandbox/json.ts";
import type { Slack } from "../../sandbox/slack.ts";
import { BOT_TOKEN } from "./office.ts";

export interface Called {
  status: number;
  headers: Headers;
  body: JsonObject;
}

/** Calls a method of the Web API as a client without any library does: a form (structured arguments as JSON in it), or JSON. */
export async function callApi(
  slack: Pick<Slack, "apiUrl">,
  method: string,
  args: JsonObject = {},
  how: { token?: string | null; as?: "form" | "json" } = {},
): Promise<Called> {
  const token = how.token === undefined ? BOT_TOKEN : how.token;
  const json = how.as === "json";
  const response = await fetch(slack.apiUrl + method, {
    method: "POST",
    headers: {
      "content-type": json ? "application/json; charset=utf-8" : "application/x-www-form-urlencoded",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: json ? JSON.stringify(args) : new URLSearchParams(formOf(args)).toString(),
  });
  const body: unknown = JSON.parse(await response.text());
  return { status: response.status, headers: response.headers, body: isObject(body) ? body : {} };
}

function formOf(args: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args).flatMap(([key, value]) => {
      if (value === undefined) return [];
      return [[key, typeof value === "string" ? value : JSON.stringify(value)]];
    }),
  );
}

/** The lines that Slack adds for whoever debugs, without "[ERROR] ". */
export function complaintsOf(body: JsonObject): string[] {
  return textsAt(objectAt(body, "response_metadata"), "messages").map((line) => line.replace("[ERROR] ", ""));
}

/** A member of an answer that must be a text: an id, a ts, an address. */
export function textOf(called: Pick<Called, "body">, key: string): string {
  return textAt(called.body, key) ?? "";
}
