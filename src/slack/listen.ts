import type { App } from "@slack/bolt";
import { answerInTime } from "./answering.ts";
import { section } from "./blocks.ts";
import type { Message } from "./card.ts";
import {
  readAskedOptions,
  readCommand,
  readPressing,
  readShortcut,
  readSubmission,
  type Pressing,
  type Submission,
} from "./door.ts";
import { formAgain } from "./form-again.ts";
import { FORM_CALLBACK } from "./forms/form.ts";
import { FIND_CALLBACK } from "./guides-view.ts";
import { answerCommand } from "./handlers/command.ts";
import { submitForm } from "./handlers/forms.ts";
import type { Hand, PressHand } from "./handlers/hand.ts";
import { openedAtHome, publishFor, refreshHome } from "./handlers/homes.ts";
import { openIntake, submitIntake } from "./handlers/intake.ts";
import { opening } from "./handlers/opening.ts";
import { offerOptions } from "./handlers/options.ts";
import { submitFind } from "./handlers/lists.ts";
import { hearMessage } from "./handlers/messages.ts";
import { press } from "./handlers/presses.ts";
import { submitLetter } from "./handlers/records.ts";
import { submitReport } from "./handlers/report.ts";
import { submitAway, submitPeople } from "./handlers/setup.ts";
import type { ViewResponseAction } from "./handlers/view-response.ts";
import { INTAKE_CALLBACK } from "./intake/form.ts";
import { recordingView } from "./intake/receipt.ts";
import { LETTER_CALLBACK } from "./letter-form.ts";
import { noticeView, sentenceView } from "./notice.ts";
import { escapeText, plainText } from "./mrkdwn.ts";
import { REPORT_CALLBACK } from "./report-form.ts";
import { AWAY_CALLBACK, PEOPLE_CALLBACK } from "./setup/views.ts";
import { showView, type Place } from "./showing.ts";
import type { Surroundings } from "./surroundings.ts";
import { t, type Key } from "./words.ts";

export const COMMAND = "/complaint";
export const SHORTCUTS = { message: "file_message", global: "file_complaint" } as const;

type Respond = (message: {
  text: string;
  blocks: Message["blocks"];
  response_type: "ephemeral";
  replace_original: false;
}) => Promise<unknown>;

function sayBy(respond: Respond | undefined, hand: Pick<Hand, "reader" | "show">): Hand["say"] {
  return async ({ text, blocks }) => {
    if (respond === undefined) await hand.show(noticeView(blocks, hand.reader));
    else await respond({ text, blocks, response_type: "ephemeral", replace_original: false });
  };
}

async function handFor(user: string, place: Place, respond: Respond | undefined, parts: Surroundings): Promise<Hand> {
  const reader = await parts.directory.reader(user, parts.service.now());
  const show: Hand["show"] = (view) => showView(view, place, parts);
  return { parts, reader, show, say: sayBy(respond, { reader, show }) };
}

async function pressHand(pressing: Pressing, respond: Respond | undefined, parts: Surroundings): Promise<PressHand> {
  const { user, trigger, view, key, at, value, channel } = pressing;
  const place: Place = view === undefined || view.home ? { open: trigger } : { push: trigger };
  const hand = await handFor(user, place, respond, parts);
  const show: Hand["show"] = async (drawn) => {
    const shown = await hand.show(drawn);
    if (view?.home === true && shown !== undefined) openedAtHome(shown.id, parts);
    return shown;
  };
  return {
    ...hand,
    show,
    key,
    at,
    value,
    ...(view === undefined ? {} : { view }),
    ...(channel === undefined ? {} : { channel }),
  };
}

/** Something went wrong that is not the reader's fault: they are told, the log knows why. */
async function sayTrouble(hand: Hand, key: Key = "trouble.could-not"): Promise<void> {
  const text = t(hand.reader.language, key);
  await hand.say({ text, blocks: [section(escapeText(text))] }).catch(() => undefined);
}

async function guarded(hand: Hand, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    hand.parts.log.error({ err: error }, "A request could not be carried out");
    await sayTrouble(hand);
  }
}

interface Handled {
  readonly response: ViewResponseAction | undefined;
  readonly afterwards?: (viewId: string) => Promise<void>;
}

async function handleView(submission: Submission, hand: Hand): Promise<Handled> {
  switch (submission.view.callbackId) {
    case INTAKE_CALLBACK:
      return submitIntake(submission, hand);
    case FORM_CALLBACK:
      return { response: await submitForm(submission, hand) };
    case PEOPLE_CALLBACK:
      return { response: await submitPeople(submission, hand) };
    case AWAY_CALLBACK:
      return { response: await submitAway(submission, hand) };
    case REPORT_CALLBACK:
      return { response: await submitReport(submission, hand) };
    case LETTER_CALLBACK:
      return { response: await submitLetter(submission, hand) };
    case FIND_CALLBACK:
      return { response: await submitFind(submission, hand) };
    default:
      return { response: undefined };
  }
}

/** What nobody waits for once the form has been answered: what follows from it, and the Home tab beneath. */
async function followUp(handled: Handled | undefined, { view }: Submission, hand: Hand): Promise<void> {
  await handled?.afterwards?.(view.id);
  if (handled !== undefined && handled.response?.response_action !== "errors") await refreshHome(view, hand);
}

async function onSubmission(
  submission: Submission,
  ack: (response?: ViewResponseAction) => Promise<void>,
  parts: Surroundings,
): Promise<void> {
  const { view, user, trigger } = submission;
  await parts.directory.meet(view.answers.everybody);
  const hand = await handFor(user, { push: trigger }, undefined, parts);
  const { language } = hand.reader;
  const intake = view.callbackId === INTAKE_CALLBACK;
  const sorry = t(language, intake ? "intake.could-not-save" : "form.could-not-save");
  const first = view.inputs[0];
  let handled: Handled | undefined;
  await answerInTime({
    ack,
    work: async () => {
      handled = await handleView(submission, hand);
      return handled.response;
    },
    busy: recordingView(view.sent.title, hand.reader),
    done: sentenceView(t(language, "done.noted"), hand.reader),
    show: async (shown) => void (await showView(shown, { update: view.id }, parts)),
    failed:
      first === undefined
        ? { response_action: "update", view: sentenceView(sorry, hand.reader) }
        : { response_action: "errors", errors: { [first]: sorry } },
    again: (words) => formAgain(submission, words),
    log: parts.log,
  });
  await followUp(handled, submission, hand).catch((error: unknown) =>
    parts.log.warn({ err: error }, "What follows a form could not be done"),
  );
}

function listenToPeople(app: App, parts: Surroundings): void {
  app.command(COMMAND, async ({ body, ack, respond }) => {
    const command = readCommand(body);
    const answered = ack();
    const hand = await handFor(command.user, { open: command.trigger }, respond, parts);
    await guarded(hand, () => opening(hand, (soon) => answerCommand(command, soon)));
    await answered;
  });
  app.shortcut(/.*/u, async ({ body, ack }) => {
    const answered = ack();
    const used = readShortcut(body);
    const hand = await handFor(used.user, { open: used.trigger }, undefined, parts);
    const message =
      used.message === undefined
        ? undefined
        : { ...used.message, text: plainText(used.message.text, (id) => parts.directory.person(id)?.name) };
    const begun = message === undefined ? {} : { channel: message.channel, words: message.text, message };
    await guarded(hand, () => opening(hand, (soon) => openIntake(begun, soon)));
    await answered;
  });
  app.action(/.*/u, async ({ body, ack, respond }) => {
    const answered = ack();
    const pressing = readPressing(body);
    const byMessage = "response_url" in body && typeof body.response_url === "string" && body.response_url !== "";
    const hand = await pressHand(pressing, byMessage ? respond : undefined, parts);
    await guarded(hand, () => press(pressing.action, hand));
    await answered;
  });
  app.options(/.*/u, async ({ body, ack }) => {
    await ack({ options: await offerOptions(readAskedOptions(body), parts) });
  });
  app.view({ callback_id: /.*/u, type: "view_submission" }, async ({ body, ack }) => {
    const reply = (response?: ViewResponseAction): Promise<void> => (response === undefined ? ack() : ack(response));
    await onSubmission(readSubmission(body), reply, parts);
  });
}

function listenToWorkspace(app: App, parts: Surroundings): void {
  const { directory } = parts;
  app.event("app_home_opened", async ({ event }) => {
    if (event.tab !== "home") return;
    const reader = await directory.reader(event.user, parts.service.now());
    await publishFor({ parts, reader });
  });
  app.event("message", ({ event }) => hearMessage(event, parts));
  app.event("member_joined_channel", ({ event, context }) =>
    event.user === context.botUserId
      ? directory.joined(event.channel).then(async () => void (await parts.service.redrawAt(event.channel)))
      : directory.memberChanged(event.channel, event.user, true),
  );
  app.event("member_left_channel", ({ event }) => directory.memberChanged(event.channel, event.user, false));
  app.event("user_change", ({ event }) => directory.userChanged(event.user));
  app.event("subteam_members_changed", ({ event }) => directory.groupChanged(event.subteam_id));
  app.event("subteam_updated", ({ event }) => directory.groupChanged(event.subteam.id));
}

/** Registers everything that the app listens to, once. */
export function listen(app: App, parts: Surroundings): void {
  listenToPeople(app, parts);
  listenToWorkspace(app, parts);
}
