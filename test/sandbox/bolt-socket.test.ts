import { App, SocketModeReceiver } from "@slack/bolt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { APP_TOKEN, BOT_TOKEN, office } from "./office.ts";

let slack: Slack;
let app: App;

beforeEach(async () => {
  slack = await startSlack({ workspace: office() });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: APP_TOKEN,
    installerOptions: { clientOptions: { ...clientOptions } },
  });
  app = new App({ token: BOT_TOKEN, receiver, clientOptions, deferInitialization: true });
  await app.init();
});

afterEach(async () => {
  await app.stop();
  await slack.stop();
});

test("a command opens a form, the form posts a card, a button on it changes the card", async () => {
  app.command("/complaint", async ({ ack, client, body }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: "modal",
        callback_id: "intake",
        private_metadata: body.channel_id,
        title: { type: "plain_text", text: "New complaint" },
        submit: { type: "plain_text", text: "Send" },
        blocks: [
          {
            type: "input",
            block_id: "what",
            label: { type: "plain_text", text: "What happened" },
            element: { type: "plain_text_input", action_id: "text", initial_value: body.text },
          },
        ],
      },
    });
  });
  app.view("intake", async ({ ack, view, client }) => {
    const text = view.state.values["what"]?.["text"]?.value ?? "";
    if (text.length < 5) return ack({ response_action: "errors", errors: { what: "Say a little more" } });
    await ack();
    await client.chat.postMessage({
      channel: view.private_metadata,
      text: `New: ${text}`,
      blocks: [
        { type: "section", text: { type: "mrkdwn", text: `*New:* ${text}` } },
        {
          type: "actions",
          elements: [{ type: "button", action_id: "accept", text: { type: "plain_text", text: "Accept" }, value: "7" }],
        },
      ],
    });
  });
  app.action("accept", async ({ ack, respond, client, body }) => {
    await ack();
    if (body.type !== "block_actions" || !body.message || !body.channel) return;
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: `Accepted by <@${body.user.id}>` });
    await respond({ text: "It is yours", replace_original: false });
  });
  await app.start();
  const ada = slack.control.as("U0ADA");
  const ben = slack.control.as("U0BEN");

  expect(await ada.command("/complaint", "lift", "#front")).toEqual({ ok: true });
  const modal = await ada.seesModal("New complaint");
  expect(modal.state).toEqual({ what: { text: "lift" } });
  expect(await ada.submit()).toEqual({ ok: true, outcome: "errors" });
  expect(ada.modal()?.errors).toEqual({ what: "Say a little more" });
  expect(await ada.submit({ "What happened": "The lift stops <b>& goes</b>" })).toEqual({
    ok: true,
    outcome: "closed",
  });
  expect(ada.modal()).toBeUndefined();

  const card = await ben.sees("#front", "The lift stops");
  expect(card.author).toEqual({ kind: "app", id: "U0DESK", name: "Desk", app: "A0DESK", botId: "B0DESK" });
  expect(await ben.press(card, "Accept")).toEqual({ ok: true, sent: true });
  const told = await ben.seesEphemeral("#front", "It is yours");
  expect(told.ephemeral).toBe(true);
  const after = await ada.sees("#front", (message) => message.ts === card.ts && message.blocks.length === 0);
  expect(after.text).toBe("Accepted by <@U0BEN>");
});
