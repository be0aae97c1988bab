import { describe, expect, it } from "vitest";
import { checkBlocks, checkView, blocksText } from "../../sandbox/blocks/check.ts";
import { isObject, toJson } from "../../sandbox/json.ts";
import { mayRead } from "../../src/desk/rights.ts";
import type { CaseRow, DeskFile, Workload } from "../../src/desk/service.ts";
import { rowOf } from "../../src/desk/rows.ts";
import { noticesOf } from "../../src/desk/notify.ts";
import { LETTERS } from "../../src/desk/records.ts";
import { REPORT_GROUPS, reportOf } from "../../src/desk/report.ts";
import { records } from "../../src/records/records.ts";
import { letterForm } from "../../src/slack/letter-form.ts";
import { reportForm } from "../../src/slack/report-form.ts";
import { reportMessage } from "../../src/slack/report-message.ts";
import { awayView, peopleView, setupView } from "../../src/slack/setup/views.ts";
import { evolve, NO_CASE } from "../../src/desk/fold.ts";
import { channelDigest, personDigest } from "../../src/desk/digest.ts";
import type { Act } from "../../src/slack/acts.ts";
import { NO_ANSWERS, readAnswers } from "../../src/slack/answers.ts";
import { renderCard, type Message } from "../../src/slack/card.ts";
import { channelDigestMessage, personDigestMessage } from "../../src/slack/digests.ts";
import { formView } from "../../src/slack/forms/form.ts";
import { formOf } from "../../src/slack/forms/forms.ts";
import { findView, guidesView } from "../../src/slack/guides-view.ts";
import { formRequest } from "../../src/slack/handlers/acts.ts";
import { historyView } from "../../src/slack/history.ts";
import { homeView } from "../../src/slack/home.ts";
import { intakeView } from "../../src/slack/intake/form.ts";
import { receiptView, recordingView } from "../../src/slack/intake/receipt.ts";
import { threadLine } from "../../src/slack/lines/lines.ts";
import { listView } from "../../src/slack/lists.ts";
import { pingMessage, pingRequest } from "../../src/slack/pings.ts";
import { sayNow } from "../../src/slack/deliver/ping-post.ts";
import { channelVoice } from "../../src/slack/voice.ts";
import { whyView } from "../../src/slack/why.ts";
import { actsFor, caseWindow } from "../../src/slack/window.ts";
import { LANGUAGES } from "../../src/slack/words.ts";
import { everyState, fileOf, NASTY, READERS, readerOf, SECRET_NAME, SECRET_PHONE } from "./longest.ts";

/** Every text object of a kind, wherever it stands. */
function textsOf(value: unknown, type: "mrkdwn" | "plain_text"): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, type));
  if (!isObject(value)) return [];
  const own = value["type"] === type && typeof value["text"] === "string" ? [value["text"]] : [];
  return [...own, ...Object.values(value).flatMap((one) => textsOf(one, type))];
}

/** What of the typed text is alive: a mention, a link, formatting. */
function aliveIn(blocks: unknown): readonly string[] {
  const alive = [/<!channel>/u, /<https:\/\/evil/u, /(?<!\u200b)\*bold/u, /(?<!\u200b)`code/u];
  return textsOf(toJson(blocks), "mrkdwn").filter((text) => alive.some((pattern) => pattern.test(text)));
}

/** Everything about a message that Slack would refuse, or that people must not see. */
function flawsOf({ text, blocks }: Message): readonly unknown[] {
  const json = toJson(blocks);
  const size = blocksText(Array.isArray(json) ? json.filter(isObject) : []);
  return [
    ...checkBlocks(json, "message"),
    ...aliveIn(blocks),
    ...(text.length === 0 || text.length > 4000 ? [`a text of ${text.length}`] : []),
    ...(size >= 13_200 ? [`blocks of ${size} characters`] : []),
  ];
}

function flawsOfView(view: { readonly blocks: readonly unknown[] }): readonly unknown[] {
  const size = JSON.stringify(view).length;
  return [...checkView(toJson(view)), ...aliveIn(view.blocks), ...(size >= 250_000 ? [`a view of ${size}`] : [])];
}

const FORMS: readonly Act[] = [
  "escalate",
  "decide",
  "ask",
  "wait",
  "hand-over",
  "decline-hand-over",
  "reassign",
  "set-level",
  "contact",
  "not-valid",
  "withdraw",
  "merge",
  "recuse",
  "reopen",
  "note",
  "link",
  "undo/resolve",
  "undo/report",
  "skip/explain",
  "find/valid",
  "do/dispatch",
  "do/accept",
  "do/resolve",
  "do/report",
  "do/callback",
  "do/close",
  "do/verify",
  "do/reply",
  "do/penalise",
  "explain-miss/minor#1",
];

describe.each(LANGUAGES)("with the longest texts and names, in %s", (language) => {
  const states = Object.entries(everyState(language));

  it.each(states)("the card of a case that is %s has its four places and keeps what was typed dead", (_, story) => {
    const file = fileOf(story);
    const voice = channelVoice(file.context);
    const card = renderCard(file, "home", voice);
    expect(flawsOf(card)).toEqual([]);
    expect(card.blocks.map((block) => block.type)).toEqual(["section", "rich_text", "context", "actions"]);
    const buttons = card.blocks[3]?.type === "actions" ? card.blocks[3].elements : [];
    expect(buttons.length).toBeLessThanOrEqual(3);
    const menu = card.blocks[0]?.type === "section" ? card.blocks[0].accessory : undefined;
    expect(menu?.type === "overflow" ? menu.options.length : 2).toBeGreaterThanOrEqual(2);
    expect(menu?.type === "overflow" ? menu.options.length : 2).toBeLessThanOrEqual(5);
  });

  it.each(states)("what a phone shows of a case that is %s names no customer", (_, story) => {
    const file = fileOf(story);
    const beside = { partner: file.context.desk.departments.at(-1)?.id ?? "" };
    for (const place of ["home", "moved", "restricted", beside] as const) {
      const card = renderCard(file, place, channelVoice(file.context));
      expect(flawsOf(card)).toEqual([]);
      const { text } = card;
      expect(text).not.toContain(SECRET_NAME);
      expect(text).not.toContain(SECRET_PHONE);
      expect(text).not.toContain("channel>");
    }
  });

  it.each(states)("the pointer and the bare line of a case that is %s say nothing of it", (_, story) => {
    const file = fileOf(story);
    const voice = channelVoice(file.context);
    const moved = renderCard(file, "moved", voice);
    const bare = renderCard(file, "restricted", voice);
    expect(flawsOf(moved)).toEqual([]);
    expect(flawsOf(bare)).toEqual([]);
    expect(JSON.stringify(moved)).not.toContain(SECRET_NAME);
    const title = file.context.desk.matters[0]?.title[language] ?? "";
    for (const secret of [SECRET_NAME, "5678", title.slice(0, 12)]) expect(JSON.stringify(bare)).not.toContain(secret);
    expect(moved.blocks).toHaveLength(3);
  });

  it.each(states)("the window, history and dates of a case that is %s open for whoever may read it", (_, story) => {
    const file = fileOf(story);
    for (const id of READERS) {
      if (!mayRead(file.case, id, file.context)) continue;
      const reader = readerOf(file, id);
      for (const looked of [false, true]) expect(flawsOfView(caseWindow({ file, reader, looked }))).toEqual([]);
      expect(
        flawsOfView(caseWindow({ file, reader, looked: false, word: { text: NASTY.repeat(9), level: "warning" } })),
      ).toEqual([]);
      expect(flawsOfView(historyView(file, reader, 0))).toEqual([]);
      expect(flawsOfView(historyView(file, reader, 99))).toEqual([]);
      expect(flawsOfView(whyView(file, reader))).toEqual([]);
    }
  });

  it.each(states)("every form can be drawn on a case that is %s", (_, story) => {
    const file = fileOf(story);
    const requests = file.case.requests.flatMap(({ id }): Act[] => [
      `refuse/${id}`,
      `approve-otherwise/${id}`,
      `more-calls/${id}`,
    ]);
    for (const id of [READERS[0], READERS[1]]) {
      const reader = readerOf(file, id);
      for (const act of [...FORMS, ...requests, ...actsFor(file, reader)]) {
        const form = formOf(act, file);
        if (form === undefined) continue;
        const request = formRequest(act, file, reader, { marks: { text: NASTY.repeat(9), reason: NASTY } });
        expect(flawsOfView(formView(form, request, { text: NASTY.repeat(5) }))).toEqual([]);
      }
    }
  });

  it.each(states)("each event of a case that is %s stands in the thread as one line", (_, story) => {
    const file = fileOf(story);
    for (let place = 1; place <= file.events.length; place += 1) {
      const line = threadLine(file, place, channelVoice(file.context));
      if (line === undefined) continue;
      expect(flawsOf({ text: line.spoken, blocks: [line.block] })).toEqual([]);
      expect(line.text.mrkdwn).not.toContain("\n");
      expect(line.text.mrkdwn).not.toContain(SECRET_PHONE);
    }
  });

  it.each(states)("each ping of a case that is %s is short, and its push names no customer", (_, story) => {
    const file = fileOf(story);
    let state = NO_CASE;
    for (const [index, event] of file.events.entries()) {
      const after = evolve(state, event);
      for (const notice of noticesOf(state, [event], after, { ...file.context, now: event.at })) {
        if (notice.kind !== "ping") continue;
        const request = pingRequest(file, notice, readerOf(file, notice.person));
        const said = request === undefined ? undefined : sayNow(request);
        if (request === undefined || said === undefined) continue;
        const message = pingMessage(said, request);
        expect(flawsOf(message)).toEqual([]);
        expect(message.text, `${notice.ping} for event ${index + 1}`).not.toContain(SECRET_NAME);
        expect(message.blocks.length).toBeLessThanOrEqual(6);
      }
      state = after;
    }
  });

  const files = states.map(([, story]) => fileOf(story));
  const first = files[0];
  if (first === undefined) throw new Error("There is no state");
  const { context } = first;
  const deskFile: DeskFile = { desk: context.desk, regulation: context.regulation, people: context.people, context };
  const reader = readerOf(first, READERS[0]);
  const rows: readonly CaseRow[] = files.map((file, index) =>
    rowOf(`${file.id}${index}`, { ...file.case, number: `20261100${String(index).padStart(2, "0")}` }, file.context),
  );

  it("the intake form, folded and unfolded, with its answers", () => {
    const base = {
      file: deskFile,
      desks: [deskFile, { ...deskFile, desk: { ...deskFile.desk, id: "other" } }],
      reader,
      memory: { source: "phone" },
    };
    expect(flawsOfView(intakeView({ ...base, answers: NO_ANSWERS, marks: {} }))).toEqual([]);
    expect(
      flawsOfView(
        intakeView({
          ...base,
          answers: NO_ANSWERS,
          marks: { phrases: "yes", details: "yes", department: "yes", long: "yes", source: "C_ENG:1795482720.000100" },
          words: NASTY.repeat(40).slice(0, 2990),
        }),
      ),
    ).toEqual([]);
    const answers = readAnswers({
      values: {
        category: { category: { type: "static_select", selected_option: { value: "lift" } } },
        cause: { cause: { type: "radio_buttons", selected_option: { value: "service" } } },
        ticks: { ticks: { type: "checkboxes", selected_options: [{ value: "our-fault" }] } },
        accused: { accused: { type: "users_select", selected_user: "U_HE" } },
      },
    });
    expect(flawsOfView(intakeView({ ...base, answers, marks: { details: "yes" }, alert: NASTY }))).toEqual([]);
  });

  it("the intake form of a desk with more kinds of matters than a select holds", () => {
    const matters = Array.from({ length: 122 }, (_, index) => ({
      id: `matter-${index}`,
      title: { en: `Matter ${index}`, "zh-CN": `事项${index}` },
    }));
    const [one] = context.desk.matters;
    if (one === undefined) throw new Error("The desk has no matter");
    const many = { ...context, desk: { ...context.desk, matters: matters.map((matter) => ({ ...one, ...matter })) } };
    const file = { ...deskFile, desk: many.desk, context: many };
    const view = intakeView({ file, desks: [file], reader, memory: {}, answers: NO_ANSWERS, marks: {} });
    expect(flawsOfView(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain("external_select");
  });

  it("the receipt, with similar cases", () => {
    for (const file of files)
      expect(
        flawsOfView(
          receiptView({
            file,
            reader,
            repeated: true,
            similar: rows.slice(0, 5).map((row) => ({ ...row, alike: "matter" })),
            refused: NASTY,
          }),
        ),
      ).toEqual([]);
    const { title } = intakeView({
      file: deskFile,
      desks: [deskFile],
      reader,
      memory: {},
      answers: NO_ANSWERS,
      marks: {},
    });
    expect(flawsOfView(recordingView(title, reader))).toEqual([]);
  });

  it("lists of a whole page, of nothing, and what can be searched", () => {
    const full = Array.from({ length: 15 }, (_, index) => rows[index % rows.length]).flatMap((row) => row ?? []);
    const page = { rows: full, total: 1234, next: "k".repeat(300), previous: "k".repeat(300) };
    expect(
      flawsOfView(
        listView({ what: { of: "find", words: NASTY }, page, before: 15, desks: [deskFile], reader, empty: "" }),
      ),
    ).toEqual([]);
    expect(
      flawsOfView(
        listView({
          what: { of: "department", desk: "riverside", department: "engineering" },
          page: { rows: [], total: 0 },
          before: 0,
          desks: [deskFile],
          reader,
          empty: NASTY,
        }),
      ),
    ).toEqual([]);
    expect(flawsOfView(findView(reader))).toEqual([]);
    expect(flawsOfView(guidesView([deskFile], reader))).toEqual([]);
  });

  it("the Home tab when everything waits, and when nothing does", () => {
    const workload: Workload = {
      todo: rows,
      callbacks: rows,
      toApprove: files.flatMap((file, index) =>
        file.case.requests.flatMap((request) => {
          const row = rows[index];
          return row === undefined ? [] : [{ ...row, request }];
        }),
      ),
      later: rows,
      waiting: 99,
      following: 99,
      mine: 999,
      overdueInMyDepartments: rows,
    };
    const full = homeView({
      desks: [deskFile],
      workload,
      reader,
      holidays: { riverside: "Holidays known until 31 Dec 2026." },
    });
    expect(flawsOfView(full)).toEqual([]);
    expect(full.blocks.length).toBeLessThanOrEqual(45);
    const team = Array.from({ length: 40 }, (_, index) => rows[index % rows.length]).flatMap((row) => row ?? []);
    for (const classic of [false, true]) {
      const managed = homeView({ desks: [deskFile], workload, reader, team, classic, holidays: {} });
      expect(flawsOfView(managed)).toEqual([]);
      expect(managed.blocks.length).toBeLessThanOrEqual(45);
      expect(managed.blocks.some((block) => block.type === "data_table")).toBe(!classic);
    }
    const empty: Workload = {
      todo: [],
      callbacks: [],
      toApprove: [],
      later: [],
      waiting: 0,
      following: 0,
      mine: 0,
      overdueInMyDepartments: [],
    };
    expect(flawsOfView(homeView({ desks: [deskFile], workload: empty, reader, holidays: {} }))).toEqual([]);
    expect(flawsOfView(homeView({ desks: [], workload: empty, reader, holidays: {} }))).toEqual([]);
  });

  it("the morning of a channel and of a person: at most eight blocks, and nobody is mentioned", () => {
    const many = [...rows, ...rows].map((row, index) => ({ ...row, id: `${row.id}-${index}`, restricted: false }));
    const digest = channelDigest(many, context.calendars.default, context.now);
    if (digest === undefined) throw new Error("There is nothing in the digest");
    const message = channelDigestMessage({
      digest,
      department: "engineering",
      context,
      voice: channelVoice(context),
      linkTo: (id) => `https://riverside.slack.com/archives/C_ENG/p${id.length}`,
    });
    expect(flawsOf(message)).toEqual([]);
    expect(message.blocks.length).toBeLessThanOrEqual(8);
    expect(JSON.stringify(message.blocks)).not.toContain("<@");
    const mine = personDigest({ todo: rows, callbacks: rows, toApprove: rows }, context.calendars.default, context.now);
    const person = mine === undefined ? undefined : personDigestMessage(mine, [deskFile], reader);
    if (person === undefined) throw new Error("There is nothing to do");
    expect(flawsOf(person)).toEqual([]);
    expect(person.blocks.length).toBeLessThanOrEqual(3);
  });

  it("reports: the form, the figures with and without the new kind of table, and a month without complaints", () => {
    const asked = { desk: "riverside", from: "2026-11-01", to: "2026-11-30", by: "category" } as const;
    const own = readAnswers({
      values: { period: { period: { type: "radio_buttons", selected_option: { value: "own" } } } },
    });
    for (const answers of [NO_ANSWERS, own])
      for (const begun of [undefined, asked])
        expect(flawsOfView(reportForm({ desks: [deskFile, deskFile], reader, answers, begun }))).toEqual([]);
    const cases = files.map((file) => ({ id: file.id, case: file.case, context: file.context }));
    for (const by of REPORT_GROUPS) {
      const report = reportOf(cases, { ...asked, by }, deskFile);
      for (const classic of [false, true]) {
        const message = reportMessage(report, reader, classic);
        expect(flawsOf(message)).toEqual([]);
        expect(message.blocks.length).toBeLessThanOrEqual(9);
        expect(JSON.stringify(message)).not.toContain(SECRET_NAME);
      }
    }
    expect(flawsOf(reportMessage(reportOf([], asked, deskFile), reader))).toEqual([]);
  });

  it("letters in both languages, for every state of a case", () => {
    for (const file of files)
      for (const kind of LETTERS)
        for (const written of LANGUAGES) {
          const chosen = (id: string, value: string) => ({
            [id]: { [id]: { type: "radio_buttons", selected_option: { value } } },
          });
          const answers = readAnswers({ values: { ...chosen("kind", kind), ...chosen("language", written) } });
          expect(flawsOfView(letterForm({ file, reader, answers, records }))).toEqual([]);
        }
  });

  it("the setup: roles held and vacant, who holds one, and absences", () => {
    const vacant = { ...deskFile, people: { ...deskFile.people, holdings: [] } };
    expect(flawsOfView(setupView(deskFile, reader))).toEqual([]);
    expect(flawsOfView(setupView(vacant, reader))).toEqual([]);
    for (const role of context.regulation.roles) expect(flawsOfView(peopleView(role, vacant, reader))).toEqual([]);
    const person = context.people.persons[READERS[1]];
    if (person === undefined) throw new Error("There is no owner");
    const absences = Array.from({ length: 12 }, (_, index) => ({
      from: reader.now + index * 86_400_000,
      to: reader.now + (index + 1) * 86_400_000,
      deputy: READERS[2],
    }));
    for (const others of [false, true])
      for (const known of [[], absences]) {
        const request = { file: deskFile, reader, person: { ...person, absences: known }, others };
        expect(flawsOfView(awayView(request))).toEqual([]);
      }
  });
});
