import type { KnownBlock } from "@slack/types";
import type { Context } from "../desk/context.ts";
import { isGiven } from "../desk/facts.ts";
import { factsOf } from "../desk/known.ts";
import type { CaseFile } from "../desk/service.ts";
import { findingById } from "../regulation/describe.ts";
import { context as small, contextIf, wholeText } from "./blocks.ts";
import { answerText, fieldById, fieldTitle } from "./facts-text.ts";
import { channelLink, escapeText, link } from "./mrkdwn.ts";
import type { Reader } from "./voice.ts";
import { md, t } from "./words.ts";

function titled(id: string, context: Context): boolean {
  return fieldById(id, context) !== undefined || findingById(context.regulation, id) !== undefined;
}

/** Answers of the handling so far and what follows from them, each as plain text; contact details and what stands elsewhere are left out. */
export function factBlocks(file: CaseFile, reader: Reader): readonly KnownBlock[] {
  const { case: current, context } = file;
  const { language } = reader;
  const elsewhere = new Set([
    "what-happened",
    "complainant",
    "phone",
    "email",
    "address",
    "category",
    "department",
    "proposed-department",
    "level",
    "received",
    "verdict",
    "round",
  ]);
  const judged = factsOf(current, context);
  // What follows from the answers is shown with them: a remedy, who pays, whether it is valid.
  const findings = context.regulation.findings.flatMap(({ id }) => {
    const value = judged[id];
    return isGiven(value) && current.facts[id] === undefined ? [[id, value] as const] : [];
  });
  const rows = [...Object.entries(current.facts), ...findings]
    // A question answered with no was not the matter.
    .filter(([id, value]) => !elsewhere.has(id) && value !== "no" && titled(id, context))
    .map(([id, value]) =>
      t(language, "window.fact", {
        title: fieldTitle(id, context, language).replace(/[?？]$/u, ""),
        value: answerText(id, value, context, reader),
      }),
    );
  const files = current.files.map((found) => found.name);
  const links = current.links.map(({ other }) => other);
  const extra = [
    ...(files.length === 0 ? [] : [t(language, "window.files", { files: files.join(t(language, "between.list")) })]),
    ...(links.length === 0 ? [] : [t(language, "window.links", { numbers: links.join(t(language, "between.list")) })]),
  ];
  return [...contextIf(rows), ...contextIf(extra)];
}

/** What the customer said, and the message that it was filed from, where the form held less or other words. */
export function saidBlocks(file: CaseFile, reader: Reader): readonly KnownBlock[] {
  const { facts, source } = file.case;
  const { language } = reader;
  const more = t(language, "window.more-text");
  const said = facts["what-happened"];
  const complaint = typeof said === "string" ? wholeText(said, more) : [];
  if (source === undefined) return complaint;
  const words = escapeText(t(language, source.ts === undefined ? "window.source-command" : "window.source-message"));
  const message = source.permalink === undefined ? words : link(source.permalink, words);
  const from = md(language, "window.source", { message, channel: channelLink(source.channel) });
  const same = source.text.trim() === (typeof said === "string" ? said.trim() : "");
  return [...complaint, small([from]), ...(same ? [] : wholeText(source.text, more))];
}
