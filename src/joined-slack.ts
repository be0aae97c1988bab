import type { Slack } from "./app.ts";
import { slackNames } from "./setup/names.ts";
import { slackRefusal, startSlackApp } from "./slack/app.ts";
import { makeClients } from "./slack/clients.ts";

/** Slack, or whatever stands at `SLACK_API_URL`, joined to the app. */
export const joinedSlack: Slack = {
  start: startSlackApp,
  names: ({ botToken, apiUrl }, log) =>
    slackNames(makeClients(botToken, apiUrl === undefined ? { log } : { apiUrl, log })),
  refusal: slackRefusal,
};
