import type { BlockAction, ButtonAction } from "@slack/bolt";
import type { Button } from "@slack/types";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startSlack, type Slack } from "../../sandbox/slack.ts";
import { httpDesk, socketDesk, type Desk } from "./bolt.ts";
import { office } from "./office.ts";

const FORM = {
  type: "modal",
  callback_id: "intake",
  title: { type: "plain_text", text: "New complaint" },
  submit: { type: "plain_text", text: "Send" },
} as const;

const FIELD = {
  type: "input",
  block_id: "what",
  label: { type: "plain_text", text: "What happened" },
  element: { type: "plain_text_input", action_id: "text" },
} as const;

const button = (id: string, text: string, value: string): Button => ({
  type: "button",
  action_id: id,
  text: { type: "plain_text", text },
  value,
});

describe.each([
  ["Socket Mode", socketDesk],
  ["signed HTTP", httpDesk],
])("a Bolt app over %s", (_way, startDesk) => {
  let slack: Slack;
  let desk: Desk;
  beforeEach(async () => {
    slack = await startSlack({ workspace: office() });
    desk = await startDesk(slack);
  });
  afterEach(async () => {
    await desk.stop();
    await slack.stop();
  });

  test("takes a command through a form to a card, and the card through a button to its next state", async () => {
    const { app } = desk;
    app.command("/complaint", async ({ ack, client, body }) => {
      await ack();
      const blocks = [{ ...FIELD, element: { ...FIELD.element, initial_value: body.text } }];
      await client.views.open({
        trigger_id: body.trigger_id,
        view: { ...FORM, private_metadata: body.channel_id, blocks },
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
          { type: "actions", elements: [button("accept", "Accept", "7")] },
        ],
      });
    });
    app.action<BlockAction<ButtonAction>>("accept", async ({ ack, respond, client, body, action }) => {
      await ack();
      const { channel, message, user } = body;
      if (!message || !channel) return;
      await client.chat.update({ channel: channel.id, ts: message.ts, text: `${action.value} taken by <@${user.id}>` });
      await respond({ text: "It is yours", replace_original: false });
    });
    await desk.start();
    const ada = slack.control.as("U0ADA");
    const ben = slack.control.as("U0BEN");

    expect(await ada.command("/complaint", "lift", "#front")).toEqual({ ok: true });
    const modal = await ada.seesModal("New complaint");
    expect(modal.state).toEqual({ what: { text: "lift" } });
    expect(modal.close).toBe("Cancel");
    expect(await ada.submit()).toEqual({ ok: true, outcome: "errors" });
    expect(ada.modal()?.errors).toEqual({ what: "Say a little more" });
    expect(ada.modal()?.state).toEqual({ what: { text: "lift" } });
    expect(await ada.submit({ "What happened": "The lift stops" })).toEqual({ ok: true, outcome: "closed" });
    expect(ada.modal()).toBeUndefined();

    const card = await ben.sees("#front", "The lift stops");
    expect(card.author).toEqual({ kind: "app", id: "U0DESK", name: "Desk", app: "A0DESK", botId: "B0DESK" });
    expect(await ben.press(card, "Accept")).toEqual({ ok: true, sent: true });
    expect((await ben.seesEphemeral("#front", "It is yours")).text).toBe("It is yours");
    const after = await ada.sees("#front", (message) => message.ts === card.ts && message.blocks.length === 0);
    expect(after.text).toBe("7 taken by <@U0BEN>");
    expect(after.edited).toBe(true);
  });

  test("pushes, updates and clears views by answering submissions", async () => {
    const { app } = desk;
    app.shortcut("new-complaint", async ({ ack, client, body }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: { ...FORM, callback_id: "one", blocks: [FIELD] } });
    });
    app.view("one", async ({ ack }) => {
      await ack({ response_action: "push", view: { ...FORM, callback_id: "two", blocks: [FIELD] } });
    });
    app.view("two", async ({ ack, view }) => {
      const text = view.state.values["what"]?.["text"]?.value;
      if (text === "all") return ack({ response_action: "clear" });
      const title = { type: "plain_text", text: "Once more" } as const;
      await ack({ response_action: "update", view: { ...FORM, title, callback_id: "two", blocks: [FIELD] } });
    });
    await desk.start();
    const ada = slack.control.as("U0ADA");

    expect(await ada.globalShortcut("A0DESK", "new-complaint")).toEqual({ ok: true });
    const root = await ada.seesModal();
    expect(await ada.submit({ what: "one" })).toEqual({ ok: true, outcome: "push" });
    expect(ada.modals().map((view) => view.previous)).toEqual([null, root.id]);
    expect(await ada.submit({ what: "some" })).toEqual({ ok: true, outcome: "update" });
    expect(ada.modal()?.title).toBe("Once more");
    expect(ada.modal()?.state).toEqual({ what: { text: "some" } });
    expect(await ada.submit({ what: "all" })).toEqual({ ok: true, outcome: "clear" });
    expect(ada.modals()).toEqual([]);
  });

  test("answers a select that asks it, and hears the choice with its text", async () => {
    const { app } = desk;
    const heard: unknown[] = [];
    app.options("who", async ({ ack, payload }) => {
      const option = { text: { type: "plain_text", text: `${payload.value} Ltd` }, value: "c-1" } as const;
      await ack({ options: [option] });
    });
    app.action("who", async ({ ack, payload }) => {
      await ack();
      heard.push(payload);
    });
    await desk.start();
    const element = { type: "external_select", action_id: "who", min_query_length: 1 };
    const blocks = [{ type: "actions", block_id: "b", elements: [element] }];
    await app.client.chat.postMessage({ channel: "C0FRONT", text: "Who?", blocks });
    const ada = slack.control.as("U0ADA");
    const message = await ada.sees("#front", (one) => one.blocks.length > 0);

    expect(await ada.options(message, "who", "Acme")).toEqual([{ value: "c-1", text: "Acme Ltd" }]);
    expect(await ada.choose(message, "who", "c-1")).toEqual({ ok: true, sent: true });
    expect(heard).toEqual([
      {
        type: "external_select",
        block_id: "b",
        action_id: "who",
        action_ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
        selected_option: { text: { type: "plain_text", text: "Acme Ltd" }, value: "c-1" },
      },
    ]);
  });

  test("hears mentions, direct messages and the opening of its Home tab", async () => {
    const { app } = desk;
    app.event("app_home_opened", async ({ event, client }) => {
      if (event.tab !== "home") return;
      const text = { type: "mrkdwn", text: `Hello <@${event.user}>` } as const;
      await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [{ type: "section", text }] } });
    });
    app.event("app_mention", async ({ event, say }) => {
      await say({ text: "You called", thread_ts: event.ts });
    });
    app.message("ping", async ({ say }) => void (await say("pong")));
    await desk.start();
    const lin = slack.control.as("U0LIN");

    expect((await lin.openHome("A0DESK")).published).toBe(false);
    expect((await lin.seesHome("A0DESK", "Hello <@U0LIN>")).blocks).toHaveLength(1);
    const ts = await lin.say("#front", "Hey <@U0DESK>, anybody?");
    await slack.control.untilTraffic({ kind: "api", name: "chat.postMessage" });
    expect((await lin.thread("#front", ts)).map((message) => message.text)).toEqual([
      "Hey <@U0DESK>, anybody?",
      "You called",
    ]);
    await lin.say(await lin.openDm("U0DESK"), "ping");
    expect((await lin.seesDm("pong")).author.kind).toBe("app");
  });
});
