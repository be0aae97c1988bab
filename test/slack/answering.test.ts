import { setTimeout as after } from "node:timers/promises";
import { pino } from "pino";
import { expect, test } from "vitest";
import { answerInTime, type Answering } from "../../src/slack/answering.ts";
import { readSubmission, writeMeta } from "../../src/slack/door.ts";
import { formAgain } from "../../src/slack/form-again.ts";
import type { ViewResponseAction } from "../../src/slack/handlers/view-response.ts";
import { intakeView } from "../../src/slack/intake/form.ts";
import type { Modal } from "../../src/slack/modal.ts";
import { NO_ANSWERS } from "../../src/slack/answers.ts";
import { noticeView } from "../../src/slack/notice.ts";
import type { Reader } from "../../src/slack/voice.ts";
import { contextAt, WANG } from "../support/property-desk.ts";

const context = contextAt("2026-11-24 09:12");
const { desk, regulation, people } = context;
const reader: Reader = { id: WANG, name: "Wang Fang", language: "en", zone: desk.zone, now: context.now };
const file = { desk, regulation, people, context };
const form = intakeView({ file, desks: [file], reader, memory: {}, answers: NO_ANSWERS, marks: { source: "C1:2.3" } });

const SORRY = "Could not save. Your text is still here; press File again in a minute.";
const WHAT = "The lift stopped between floors with my mother in it";

/** What Slack sends when the form is sent, as it was drawn then. */
function sent(view: Modal, hash = "h1") {
  const state = {
    values: {
      "what-happened": { "what-happened": { type: "plain_text_input", value: WHAT } },
      category: {
        category: {
          type: "static_select",
          selected_option: { value: "lift", text: { type: "plain_text", text: "Lift › out of service" } },
        },
      },
      phone: { phone: { type: "plain_text_input", value: "138 1234 5678" } },
    },
  };
  return readSubmission({ user: { id: WANG }, view: { id: "V1", hash, ...view, state } });
}

async function answered(work: Answering["work"], submission = sent(form)) {
  const acks: (ViewResponseAction | undefined)[] = [];
  const shown: Modal[] = [];
  await answerInTime({
    ack: async (response) => void acks.push(response),
    work,
    busy: noticeView([], reader),
    done: noticeView([], reader),
    show: async (view) => void shown.push(view),
    failed: { response_action: "errors", errors: { "what-happened": SORRY } },
    again: (words) => formAgain(submission, words),
    log: pino({ level: "silent" }),
  });
  return { acks, shown };
}

function valueIn(view: Modal | undefined, block: string): unknown {
  const found = view?.blocks.find((one) => one.block_id === block);
  if (found?.type !== "input") return undefined;
  if (found.element.type === "plain_text_input") return found.element.initial_value;
  return found.element.type === "static_select" ? found.element.initial_option?.value : undefined;
}

test("a form that fails at once says so at its first field, where everything typed stays by itself", async () => {
  const { acks, shown } = await answered(() => Promise.reject(new Error("The database is away")));
  expect(acks).toEqual([{ response_action: "errors", errors: { "what-happened": SORRY } }]);
  expect(shown).toEqual([]);
});

test("a form that fails after Slack was answered comes back with all that was typed, and a word on top", async () => {
  const { acks, shown } = await answered(async () => {
    await after(2600);
    throw new Error("The database is away");
  });
  expect(acks).toMatchObject([{ response_action: "update" }]);
  const [again] = shown;
  expect(again).toMatchObject({ callback_id: "intake", title: form.title, submit: form.submit });
  expect(again?.blocks[0]).toMatchObject({ type: "alert", level: "error", text: { text: SORRY } });
  expect(valueIn(again, "what-happened")).toBe(WHAT);
  expect(valueIn(again, "category")).toBe("lift");
  expect(valueIn(again, "phone")).toBe("138 1234 5678");
  expect(again?.blocks.length).toBe(form.blocks.length + 1);
});

test("sent again it is the same request, whatever Slack calls the view by then; and one alert is enough", () => {
  const first = sent(form);
  expect(first.key).toBe("view:V1:h1");
  const second = sent(formAgain(first, SORRY), "h2");
  expect(second.key).toBe("view:V1:h1");
  expect(second.view.meta.marks?.["source"]).toBe("C1:2.3");
  const third = formAgain(second, SORRY);
  expect(third.blocks.filter((block) => block.type === "alert")).toHaveLength(1);
});

test("a form without marks keeps the key, too", () => {
  const first = sent({ ...form, private_metadata: writeMeta({ caseId: "c1", seen: 4 }) });
  const second = sent(formAgain(first, SORRY), "h2");
  expect(second.view.meta).toMatchObject({ caseId: "c1", seen: 4 });
  expect(second.key).toBe("view:V1:h1");
});

test("an answer that Slack would have shown at a field stands above the form when it comes late", async () => {
  const { shown } = await answered(async () => {
    await after(2600);
    return { response_action: "errors", errors: { phone: "This is not a phone number.", category: "Choose one." } };
  });
  expect(shown[0]?.blocks[0]).toMatchObject({ text: { text: "This is not a phone number.\nChoose one." } });
});
