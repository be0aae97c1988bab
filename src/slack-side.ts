import type { Slack } from "./app.ts";
import { slackNames } from "./setup/names.ts";
import { slackRefusal, startSlackApp } from "./slack/app.ts";
import { makeClients } from "./slack/clients.ts";

/** Slack as `startApp` is joined to it: in production, in the demo and in tests the same. */
export const slackSide: Slack = {
  start: (parts) => startSlackApp(parts),
  names: ({ botToken, apiUrl }, log) =>
    slackNames(makeClients(botToken, { log, ...(apiUrl === undefined ? {} : { apiUrl }) })),
  refusal: slackRefusal,
};
