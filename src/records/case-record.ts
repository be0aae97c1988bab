import { clocksOf, type Clock } from "../desk/clocks.ts";
import { departmentOf } from "../desk/directory.ts";
import { applies, isGiven, type FactValue } from "../desk/facts.ts";
import { factsOf } from "../desk/known.ts";
import { followerOf, ownerOf } from "../desk/people.ts";
import type { RecordFile, RecordVoice } from "../desk/records.ts";
import type { CaseFile } from "../desk/service.ts";
import { endTitle } from "../regulation/describe.ts";
import type { Form } from "../regulation/shape.ts";
import { textIn } from "../regulation/text.ts";
import { pageText, type Part } from "./page.ts";
import {
  answerText,
  departmentText,
  momentText,
  numberText,
  optionText,
  peopleText,
  personText,
  titleText,
} from "./told.ts";
import { requestRows } from "./requests.ts";
import { stepText, type Telling } from "./telling.ts";
import { say, type RecordKey } from "./words.ts";

type Row = readonly [string, string];

function names(people: readonly string[], { context, voice }: Telling): string {
  return peopleText(people, context, voice.language);
}

function filled(rows: readonly Row[]): readonly Row[] {
  return rows.filter(([, value]) => value !== "");
}

/** Who, what, when: the head of every form on paper. */
function headRows(telling: Telling): readonly Row[] {
  const { current, context, voice } = telling;
  const { language } = voice;
  const w = (key: RecordKey) => say(language, key);
  const kind = context.regulation.kinds.find(({ id }) => id === current.kind);
  const level = current.level === undefined ? "" : optionText("level", current.level.id, context, language);
  const why = current.level?.reason === undefined ? "" : ` (${current.level.reason})`;
  const department = departmentOf(current);
  return filled([
    [w("record.number"), numberText(current, voice)],
    [w("record.kind"), textIn(kind?.title, language)],
    [w("record.level"), level === "" ? "" : `${level}${why}`],
    [w("record.received"), momentText(current.firstReceivedAt, voice)],
    [
      w("record.recorded"),
      `${momentText(current.recordedAt, voice)}, ${personText(current.recordedBy, context, language)}`,
    ],
    [w("record.department"), department === undefined ? "" : departmentText(department, context, language)],
    [w("record.owner"), names(ownerOf(current, context).people, telling)],
    [w("record.follower"), names(followerOf(current, context).people, telling)],
    [w("record.round"), current.round > 1 ? String(current.round) : ""],
  ]);
}

const ELSEWHERE = new Set([
  "what-happened",
  "number",
  "received",
  "level",
  "department",
  "round",
  "proposed-department",
]);

/** A question answered with no was not the matter: on paper it would only take room. */
function tells(value: FactValue | undefined): boolean {
  return isGiven(value) && value !== "no";
}

/** What is known of the customer and the matter, in the order of the regulation's fields. */
function factRows({ current, context, voice }: Telling): readonly Row[] {
  const { language } = voice;
  const files = current.files.map(({ name }) => name).join(say(language, "record.between"));
  return filled([
    ...context.regulation.fields
      .filter(({ id }) => !ELSEWHERE.has(id) && tells(current.facts[id]))
      .map(({ id }): Row => [titleText(id, context, language), answerText(id, current.facts[id], context, voice)]),
    [say(language, "record.files"), files],
  ]);
}

/** A form of the regulation, each field as the record knows it; what nobody answered stays empty, as on paper. */
function formParts(form: Form, { current, context, voice }: Telling): readonly Part[] {
  const facts = factsOf(current, context);
  const value = (id: string): string => {
    if (id === "number") return numberText(current, voice);
    if (id === "received") return momentText(current.firstReceivedAt, voice);
    return answerText(id, facts[id], context, voice);
  };
  const title = textIn(form.title, voice.language);
  return [
    { kind: "heading", text: form.code === undefined ? title : `${title} · ${form.code}` },
    { kind: "facts", rows: form.fields.map((id): Row => [titleText(id, context, voice.language), value(id)]) },
  ];
}

function handlingRows(telling: Telling): readonly (readonly string[])[] {
  const { current, context, voice } = telling;
  return current.doings.map((doing) => {
    const answers = Object.entries(doing.answers)
      // That the customer does not know yet is worth reading.
      .filter(([id, value]) => tells(value) || id === "customer-told")
      .map(([id, value]) =>
        say(voice.language, "record.answer", {
          title: titleText(id, context, voice.language),
          answer: answerText(id, value, context, voice),
        }),
      );
    const undone = doing.stands ? [] : [say(voice.language, "record.done-again")];
    return [
      stepText(doing.step, telling),
      momentText(doing.doneAt, voice),
      personText(doing.by, context, voice.language),
      [...undone, ...answers, ...(doing.note === undefined ? [] : [doing.note])].join("\n"),
    ];
  });
}

const STATES: { readonly [state in Clock["state"]]: RecordKey } = {
  running: "record.limit-running",
  paused: "record.limit-paused",
  asked: "record.limit-asked",
  met: "record.limit-met",
  missed: "record.limit-missed",
  dropped: "record.limit-dropped",
  "no-limit": "record.limit-none",
};

function limitRows(telling: Telling): readonly (readonly string[])[] {
  const { current, context, voice } = telling;
  const { language } = voice;
  return clocksOf(current, context)
    .filter(({ state }) => state !== "dropped" && state !== "no-limit")
    .map((clock) => {
      const state =
        clock.miss?.cleared === true
          ? say(language, "record.limit-cleared")
          : say(language, clock.miss === undefined ? STATES[clock.state] : "record.limit-missed");
      const why = clock.miss?.explained ?? clock.miss?.wrong;
      return [
        textIn(clock.rule.title, language) || stepText(clock.step, telling),
        clock.due === undefined ? "" : momentText(clock.due, voice, true),
        why === undefined ? state : `${state}\n${why}`,
      ];
    });
}

function talkRows({ current, events, context, voice }: Telling): readonly (readonly string[])[] {
  const { language } = voice;
  const spoken = current.contacts.map((contact) => ({
    at: contact.when,
    row: [
      say(language, "record.spoke"),
      momentText(contact.when, voice),
      personText(contact.by, context, language),
      contact.said,
    ],
  }));
  const tried = current.calls.map((call) => ({
    at: call.at,
    row: [
      say(language, "record.not-reached", { attempt: call.attempt }),
      momentText(call.at, voice),
      personText(call.by, context, language),
      call.note ?? "",
    ],
  }));
  const agreed = events
    .filter((event) => event.type === "hand-over-offered")
    .filter((event) => event.agreed !== undefined)
    .map((event) => ({
      at: event.at,
      row: [
        say(language, "record.agreed-handing-over", {
          department: departmentText(event.department, context, language),
        }),
        momentText(event.at, voice),
        personText(event.by, context, language),
        event.agreed ?? "",
      ],
    }));
  return [...spoken, ...tried, ...agreed].toSorted((a, b) => a.at - b.at).map(({ row }) => row);
}

function correctionRows({ current, context, voice }: Telling): readonly (readonly string[])[] {
  const { language } = voice;
  return current.corrections.map(({ what, owner, due, done, checked }) => [
    what,
    `${personText(owner, context, language)}, ${momentText(due, voice)}`,
    done === undefined ? "" : `${momentText(done.at, voice)}\n${done.text}`,
    checked === undefined
      ? ""
      : `${say(language, checked.works ? "record.works" : "record.works-not")} (${personText(checked.by, context, language)})\n${checked.text}`,
  ]);
}

interface TableSpec {
  readonly title: RecordKey;
  readonly head: readonly RecordKey[];
  readonly rows: readonly (readonly string[])[];
}

/** A table with its heading, where there is anything to show. */
function table({ title, head, rows }: TableSpec, { voice }: Telling): readonly Part[] {
  if (rows.length === 0) return [];
  return [
    { kind: "heading", text: say(voice.language, title) },
    { kind: "table", head: head.map((key) => say(voice.language, key)), rows },
  ];
}

function endParts({ current, context, voice }: Telling): readonly Part[] {
  const { ended } = current;
  if (ended === undefined) return [];
  const how = textIn(endTitle(context.regulation, ended.how), voice.language);
  const line = [how, momentText(ended.at, voice), personText(ended.by, context, voice.language)].join(" · ");
  return [
    { kind: "heading", text: say(voice.language, "record.ended") },
    { kind: "text", text: ended.reason === undefined ? line : `${line}\n${ended.reason}` },
  ];
}

/** What the customer said, and the message that it was filed from: where it stands, and its words where they differ. */
function saidParts({ current, voice }: Telling): readonly Part[] {
  const { source } = current;
  const said = current.facts["what-happened"];
  const text = typeof said === "string" ? said.trim() : "";
  const heading = (key: RecordKey): Part => ({ kind: "heading", text: say(voice.language, key) });
  const message: readonly Part[] = [
    ...(source?.permalink === undefined ? [] : [{ kind: "note", text: source.permalink } as const]),
    ...(source === undefined || source.text.trim() === text ? [] : [{ kind: "quote", text: source.text } as const]),
  ];
  return [
    ...(text === "" ? [] : [heading("record.said"), { kind: "quote", text } as const]),
    ...(message.length === 0 ? [] : [heading("record.source"), ...message]),
  ];
}

/**
 * The record of a case as a page to print: its head, what was said, the regulation's own forms, what was done by whom,
 * limits, decisions, calls, what was put right, how it ended. Proposals of sanctions are not in it: only those who decide
 * see them.
 */
export function caseRecord({ case: current, events, context }: CaseFile, voice: RecordVoice): RecordFile {
  const telling: Telling = { current, events, context, voice };
  const { language } = voice;
  const facts = factsOf(current, context);
  const forms = context.regulation.forms.filter((form) => !form.list && applies(form, facts));
  const number = numberText(current, voice);
  const content = pageText({
    language,
    title: say(language, "record.title", { number }),
    above: `${textIn(context.desk.name, language)} · ${textIn(context.regulation.title, language)}`,
    parts: [
      { kind: "facts", rows: headRows(telling) },
      ...saidParts(telling),
      { kind: "heading", text: say(language, "record.facts") },
      { kind: "facts", rows: factRows(telling) },
      ...forms.flatMap((form) => formParts(form, telling)),
      ...table(
        {
          title: "record.handling",
          head: ["record.step", "record.when", "record.by", "record.what"],
          rows: handlingRows(telling),
        },
        telling,
      ),
      ...table(
        { title: "record.limits", head: ["record.limit", "record.due", "record.state"], rows: limitRows(telling) },
        telling,
      ),
      ...table(
        {
          title: "record.decisions",
          head: ["record.asked-for", "record.asked-by", "record.decision"],
          rows: requestRows(telling),
        },
        telling,
      ),
      ...table(
        {
          title: "record.talks",
          head: ["record.talk", "record.when", "record.by", "record.what"],
          rows: talkRows(telling),
        },
        telling,
      ),
      ...table(
        {
          title: "record.corrections",
          head: ["record.correction", "record.owner-due", "record.done", "record.checked"],
          rows: correctionRows(telling),
        },
        telling,
      ),
      ...endParts(telling),
      {
        kind: "sign",
        lines: [
          say(language, "record.sign-owner"),
          say(language, "record.sign-leader"),
          say(language, "record.sign-date"),
        ],
      },
    ],
    foot: say(language, "record.foot", { time: momentText(context.now, voice), zone: voice.zone }),
  });
  return { name: `${number.replace(/[^\p{L}\p{N}-]+/gu, "-")}.html`, content };
}
