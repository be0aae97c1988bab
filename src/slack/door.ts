import type { KnownBlock } from "@slack/types";
import { z } from "zod";
import { plain } from "./blocks.ts";
import { LIMITS } from "./limits.ts";
import type { Modal } from "./modal.ts";
import { readAnswers, ViewState, type Answers } from "./answers.ts";

/** What we keep in private_metadata: ids and marks only, well under Slack's 3,000 characters. */
const Meta = z.object({
  /** Case. */
  caseId: z.string().optional(),
  /** `Case.version` that the form was opened on. */
  seen: z.number().optional(),
  /** The act that the form is for. */
  act: z.string().optional(),
  desk: z.string().optional(),
  kind: z.string().optional(),
  /** Marks of the surface: what is unfolded, which page, which list. */
  marks: z.record(z.string(), z.string()).optional(),
});
export type Meta = z.infer<typeof Meta>;

export function writeMeta(meta: Meta): string {
  return JSON.stringify(meta);
}

export function readMeta(text: string): Meta {
  try {
    return Meta.parse(JSON.parse(text));
  } catch {
    // A view of an older version of the app: its form is empty for us, and the reader is asked to open it again.
    return {};
  }
}

const Label = z.object({ text: z.string() }).nullish();

/** Views are our own: what Slack sends back of their blocks is what we have drawn. */
function isBlock(block: unknown): block is KnownBlock {
  return typeof block === "object" && block !== null && "type" in block && typeof block.type === "string";
}

const View = z.object({
  id: z.string(),
  hash: z.string(),
  type: z.string(),
  callback_id: z.string(),
  private_metadata: z.string(),
  root_view_id: z.string().nullish(),
  previous_view_id: z.string().nullish(),
  state: ViewState.nullish(),
  title: Label,
  submit: Label,
  close: Label,
  blocks: z.array(z.custom<KnownBlock>(isBlock)).nullish(),
});

/** A view as it stood when something was done in it. */
export type Sent = Pick<Modal, "title" | "submit" | "close" | "blocks">;

function sentView({ title, submit, close, blocks }: z.infer<typeof View>): Sent {
  const label = (given: z.infer<typeof Label>) => plain(given?.text ?? "", LIMITS.modalTitle);
  return {
    title: label(title),
    ...(typeof submit?.text === "string" ? { submit: label(submit) } : {}),
    ...(typeof close?.text === "string" ? { close: label(close) } : {}),
    blocks: blocks ?? [],
  };
}

export interface SeenView {
  readonly id: string;
  readonly hash: string;
  readonly home: boolean;
  readonly callbackId: string;
  readonly meta: Meta;
  readonly answers: Answers;
  readonly rootId: string;
  readonly previousId?: string;
  /** Block ids of inputs, in order: where a general error can stand. */
  readonly inputs: readonly string[];
  readonly sent: Sent;
}

function seenView(view: z.infer<typeof View>): SeenView {
  return {
    id: view.id,
    hash: view.hash,
    home: view.type === "home",
    callbackId: view.callback_id,
    meta: readMeta(view.private_metadata),
    answers: readAnswers(view.state ?? { values: {} }),
    rootId: view.root_view_id ?? view.id,
    sent: sentView(view),
    inputs: (view.blocks ?? []).flatMap((block) =>
      block.type === "input" && typeof block.block_id === "string" ? [block.block_id] : [],
    ),
    ...(typeof view.previous_view_id === "string" ? { previousId: view.previous_view_id } : {}),
  };
}

const User = z.object({ id: z.string() });

const Pressed = z.object({
  user: User,
  trigger_id: z.string().nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  message: z.object({ ts: z.string(), thread_ts: z.string().nullish() }).nullish(),
  view: View.nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        block_id: z.string().nullish(),
        action_ts: z.string(),
        value: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

/** A button was pressed, a menu used, or an input that dispatches was changed. */
export interface Pressing {
  readonly user: string;
  readonly action: string;
  readonly block: string;
  /** The button's value, or the value of the option chosen. */
  readonly value: string;
  /** Names this very press, so that a repeat of it is known. */
  readonly key: string;
  /** Slack's time of the press. */
  readonly at: string;
  readonly trigger: string;
  readonly channel?: string;
  readonly message?: { readonly ts: string; readonly threadTs?: string };
  readonly view?: SeenView;
}

export function readPressing(body: unknown): Pressing {
  const { user, trigger_id, channel, message, view, actions } = Pressed.parse(body);
  const action = actions[0];
  if (action === undefined) throw new Error("A press without an action");
  return {
    user: user.id,
    action: action.action_id,
    block: action.block_id ?? "",
    value: action.selected_option?.value ?? action.value ?? "",
    key: `press:${user.id}:${action.action_id}:${action.action_ts}`,
    at: action.action_ts,
    trigger: trigger_id ?? "",
    ...(channel === null || channel === undefined ? {} : { channel: channel.id }),
    ...(message === null || message === undefined
      ? {}
      : {
          message: {
            ts: message.ts,
            ...(typeof message.thread_ts === "string" ? { threadTs: message.thread_ts } : {}),
          },
        }),
    ...(view === null || view === undefined ? {} : { view: seenView(view) }),
  };
}

/** Mark under which a form that is drawn again keeps the key of its first sending. */
export const FIRST_KEY = "key";

const Submitted = z.object({ user: User, trigger_id: z.string().nullish(), view: View });

export interface Submission {
  readonly user: string;
  readonly trigger: string;
  readonly view: SeenView;
  /** View and hash: the same form sent twice has the same key, also one that was drawn again because it failed. */
  readonly key: string;
}

export function readSubmission(body: unknown): Submission {
  const { user, trigger_id, view } = Submitted.parse(body);
  const seen = seenView(view);
  const key = seen.meta.marks?.[FIRST_KEY] ?? `view:${view.id}:${view.hash}`;
  return { user: user.id, trigger: trigger_id ?? "", view: seen, key };
}

const Typed = z.object({
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  text: z.string().default(""),
});

/** A slash command. */
export interface TypedCommand {
  readonly user: string;
  readonly channel: string;
  readonly trigger: string;
  readonly text: string;
}

/** Slack encodes three characters of what was typed, and nothing else. */
function decoded(text: string): string {
  return text.replace(/&lt;/gu, "<").replace(/&gt;/gu, ">").replace(/&amp;/gu, "&");
}

export function readCommand(body: unknown): TypedCommand {
  const { user_id, channel_id, trigger_id, text } = Typed.parse(body);
  return { user: user_id, channel: channel_id, trigger: trigger_id, text: decoded(text).trim() };
}

const SlackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
});

const Shortcut = z.object({
  callback_id: z.string(),
  user: User,
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }).nullish(),
  message: z
    .object({
      ts: z.string(),
      text: z.string().nullish(),
      thread_ts: z.string().nullish(),
      user: z.string().nullish(),
      files: z.array(SlackFile).nullish(),
    })
    .nullish(),
});

export interface UsedShortcut {
  readonly name: string;
  readonly user: string;
  readonly trigger: string;
  readonly message?: {
    readonly channel: string;
    readonly ts: string;
    readonly threadTs?: string;
    readonly text: string;
    readonly files: readonly {
      readonly id: string;
      readonly name: string;
      readonly mimetype: string;
      readonly size: number;
    }[];
  };
}

export function readShortcut(body: unknown): UsedShortcut {
  const { callback_id, user, trigger_id, channel, message } = Shortcut.parse(body);
  const base = { name: callback_id, user: user.id, trigger: trigger_id };
  if (channel === null || channel === undefined || message === null || message === undefined) return base;
  const files = (message.files ?? []).map((file) => ({
    id: file.id,
    name: file.name ?? file.id,
    mimetype: file.mimetype ?? "application/octet-stream",
    size: file.size ?? 0,
  }));
  const thread = typeof message.thread_ts === "string" ? { threadTs: message.thread_ts } : {};
  return { ...base, message: { channel: channel.id, ts: message.ts, text: message.text ?? "", files, ...thread } };
}

const MessageEvent = z.object({
  type: z.literal("message"),
  subtype: z.string().nullish(),
  channel: z.string(),
  ts: z.string().nullish(),
  event_ts: z.string().nullish(),
  thread_ts: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  files: z.array(SlackFile).nullish(),
  message: z
    .object({
      ts: z.string(),
      thread_ts: z.string().nullish(),
      user: z.string().nullish(),
      bot_id: z.string().nullish(),
      text: z.string().nullish(),
      edited: z.object({ ts: z.string() }).nullish(),
    })
    .nullish(),
  previous_message: z
    .object({
      ts: z.string(),
      thread_ts: z.string().nullish(),
      user: z.string().nullish(),
      bot_id: z.string().nullish(),
      text: z.string().nullish(),
    })
    .nullish(),
  deleted_ts: z.string().nullish(),
});

export type MessageEvent = z.infer<typeof MessageEvent>;

export function readMessage(event: unknown): MessageEvent | undefined {
  const parsed = MessageEvent.safeParse(event);
  return parsed.success ? parsed.data : undefined;
}

const Suggestion = z.object({
  user: User,
  action_id: z.string(),
  value: z.string().nullish(),
  view: z.object({ private_metadata: z.string() }).nullish(),
});

/** Slack asks what a select with very many choices offers for the words typed so far. */
export interface AskedOptions {
  readonly user: string;
  /** The input's id. */
  readonly input: string;
  readonly words: string;
  readonly meta: Meta;
}

export function readAskedOptions(body: unknown): AskedOptions {
  const { user, action_id, value, view } = Suggestion.parse(body);
  return { user: user.id, input: action_id, words: value ?? "", meta: readMeta(view?.private_metadata ?? "{}") };
}
