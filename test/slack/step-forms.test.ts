import { expect, test } from "vitest";
import { formRequest } from "../../src/slack/handlers/acts.ts";
import { readAnswers } from "../../src/slack/answers.ts";
import type { Act } from "../../src/slack/acts.ts";
import { sayNow } from "../../src/slack/deliver/ping-post.ts";
import { formView } from "../../src/slack/forms/form.ts";
import { formOf } from "../../src/slack/forms/forms.ts";
import { threadLine } from "../../src/slack/lines/lines.ts";
import type { Modal } from "../../src/slack/modal.ts";
import { pingMessage, pingRequest } from "../../src/slack/pings.ts";
import { channelVoice } from "../../src/slack/voice.ts";
import { accepted, type Story } from "../support/given.ts";
import { LI, SUN } from "../support/property-desk.ts";
import { visibleTexts } from "../support/visible.ts";
import { fileOf, readerOf } from "./longest.ts";

/** What stands in the inputs of a form: texts as typed, the rest as Slack sends it. */
type Entered = { readonly [input: string]: string | { readonly [part: string]: unknown } };

function requestFor(act: Act, story: Story, who: string, entered: Entered = {}) {
  const file = fileOf(story);
  const values = Object.fromEntries(
    Object.entries(entered).map(([id, value]) => [
      id,
      { [id]: typeof value === "string" ? { type: "plain_text_input", value } : { type: "any", ...value } },
    ]),
  );
  return formRequest(act, file, { ...readerOf(file, who), language: "en" }, { answers: readAnswers({ values }) });
}

/** The form of an act as this person sees it, with what stands in it. */
function opens(act: Act, story: Story, who: string, entered: Entered = {}): Modal {
  const request = requestFor(act, story, who, entered);
  const form = formOf(act, request.file);
  if (form === undefined) throw new Error(`${act} has no form`);
  return formView(form, request);
}

/** The direct messages that the last command brought this person. */
function told(story: Story, who: string): readonly string[] {
  const file = fileOf(story);
  return story.notices.flatMap((notice) => {
    if (notice.kind !== "ping" || notice.person !== who) return [];
    const request = pingRequest(file, notice, readerOf(file, who));
    const said = request === undefined ? undefined : sayNow(request);
    return request === undefined || said === undefined ? [] : visibleTexts(pingMessage(said, request).blocks);
  });
}

// ── Handing over ───────────────────────────────────────────────────────────────────────────────────────────────────

test("what was agreed with the customer reaches whoever gets the case, and stands in the thread", () => {
  const offered = accepted("minor").and("2026-11-24 11:00", LI, {
    type: "hand-over",
    department: "cleaning",
    reason: "It is dirt, not the lift",
    agreed: "A call before noon tomorrow",
  });
  expect(told(offered, SUN)).toContain("与客户的约定：“A call before noon tomorrow”");
  const file = fileOf(offered);
  expect(threadLine(file, file.events.length, channelVoice(file.context))?.spoken).toContain(
    "与客户的约定：“A call before noon tomorrow”",
  );
});
