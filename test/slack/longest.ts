import type { Facts } from "../../src/desk/facts.ts";
import type { Language } from "../../src/regulation/shape.ts";
import type { CaseFile } from "../../src/desk/service.ts";
import { readerVoice, type Reader } from "../../src/slack/voice.ts";
import {
  ACCEPT,
  askTime,
  DISSATISFIED,
  fileAs,
  given,
  REPORT,
  RESOLVE,
  SATISFIED,
  type Changes,
  type Story,
} from "../support/given.ts";
import { at, desk, people, HE, LI, QIAN, SUN, WANG, ZHAO } from "../support/property-desk.ts";

/** What somebody types who wants to break out of the surface: mentions, links, markup; and much of it. */
export const NASTY =
  "<!channel> <@U_LI> *bold* _slanted_ ~gone~ `code` <https://evil.example|the bank> & {{count}} $t(card.next)\n> quoted\n```block```";
export const SECRET_NAME = "Zzyzx";
export const SECRET_PHONE = "13800005678";

const NUMBER = "2026110042";
const NUMBERED = { number: NUMBER };

const HUNDRED = {
  en: "Alexandrina Victoria Featherstonehaugh-Cholmondeley of the Very Long Corridor in the Eastern Riverside",
  "zh-CN": "电梯".repeat(50),
};

function long(language: Language, length: number): string {
  const unit =
    language === "en"
      ? "The lift stopped between two floors again and nobody came. "
      : "电梯又停在两层之间，很久没有人来处理。";
  return `${NASTY} ${unit.repeat(Math.ceil(length / unit.length))}`.slice(0, length);
}

/** The property desk where every name has a hundred characters and channels speak this language. */
export function longestChanges(language: Language): Changes {
  const persons = Object.fromEntries(
    Object.entries(people.persons).map(([id, person]) => [
      id,
      { ...person, name: `${HUNDRED[language].slice(0, 94)} ${id.slice(-4)}`, language },
    ]),
  );
  const title = { en: HUNDRED.en, "zh-CN": HUNDRED["zh-CN"] };
  return {
    people: { ...people, persons },
    desk: {
      ...desk,
      language,
      name: title,
      departments: desk.departments.map((department) => ({
        ...department,
        title: { en: `Dept. ${HUNDRED.en}`.slice(0, 100), "zh-CN": "部门".repeat(50) },
      })),
      matters: [
        ...desk.matters.map((matter) => ({ ...matter, title })),
        ...Array.from({ length: 120 }, (_, index) => ({ id: `m${index}`, title, department: "engineering" })),
      ],
    },
  };
}

function facts(language: Language): Facts {
  return {
    "what-happened": long(language, 3000),
    complainant: `Ms ${SECRET_NAME} ${long(language, 180)}`,
    phone: SECRET_PHONE,
    place: long(language, 200),
    "remedy-sought": long(language, 200),
    organisation: long(language, 200),
  };
}

export function fileOf(story: Story): CaseFile {
  return {
    id: "01890000-0000-7000-8000-000000000042",
    case: story.case,
    events: story.history,
    context: story.context,
  };
}

/** A case in every state that a card can show, with the longest and nastiest texts. */
export function everyState(language: Language): { readonly [state: string]: Story } {
  const said = long(language, 500);
  const start = given(longestChanges(language));
  const atDesk = start.and("2026-11-24 09:12", QIAN, {
    type: "file",
    kind: "complaint",
    facts: facts(language),
    number: NUMBER,
  });
  const opened = start.and("2026-11-24 09:12", WANG, { ...fileAs("minor", facts(language)), ...NUMBERED });
  const accepted = opened.and("2026-11-24 09:20", LI, ACCEPT);
  const resolved = accepted.and("2026-11-24 11:00", LI, {
    ...RESOLVE,
    type: "do",
    step: "resolve",
    answers: { measures: long(language, 3000), outcome: "upheld" },
  });
  const reported = resolved.and("2026-11-24 14:00", LI, REPORT);
  const escalated = accepted.and("2026-11-24 10:00", LI, {
    type: "escalate",
    reason: said,
    needs: ["decision", "money"],
  });
  const asked = accepted.and("2026-11-24 10:00", LI, askTime("2026-11-27 18:00", said));
  const again = reported.and("2026-11-25 10:00", WANG, {
    ...DISSATISFIED,
    type: "do",
    step: "callback",
    answers: { verdict: "dissatisfied", "still-wrong": said, opinion: said },
  });
  const tried = reported
    .and("2026-11-25 10:00", WANG, { type: "not-reached", nextAt: at("2026-11-26 15:00"), note: said })
    .and("2026-11-26 15:00", WANG, { type: "not-reached", nextAt: at("2026-11-27 10:00"), note: said })
    .and("2026-11-27 10:00", WANG, { type: "not-reached", nextAt: at("2026-11-30 10:00"), note: said });
  const postponed = reported.and("2026-11-25 10:00", WANG, {
    type: "postpone-call",
    nextAt: at("2026-11-26 15:00"),
    note: said,
  });
  const contacted = accepted
    .and("2026-11-24 10:00", LI, { type: "contact", how: "phone", said, promisedUntil: at("2026-11-25 12:00") })
    .and("2026-11-24 10:05", LI, { type: "note", text: said })
    .and("2026-11-24 10:06", LI, { type: "look" })
    .and("2026-11-24 10:07", WANG, { type: "link", other: "2026110017", how: "related" });
  return {
    atDesk,
    opened,
    accepted,
    postponed,
    contacted,
    dueSoon: accepted.until("2026-11-26 17:00"),
    overdue: accepted.until("2026-11-26 18:30"),
    veryLate: accepted.until("2026-12-03 12:00"),
    waiting: accepted.and("2026-11-24 10:00", LI, {
      type: "wait",
      reason: "supplier",
      until: at("2026-11-26 12:00"),
      text: said,
    }),
    escalated,
    decided: escalated.and("2026-11-24 10:30", ZHAO, { type: "decide", choice: "carry-on", text: said }),
    asked,
    granted: asked.and("2026-11-24 12:00", ZHAO, {
      type: "answer-request",
      request: asked.case.requests[0]?.id ?? "",
      yes: true,
    }),
    refused: asked.and("2026-11-24 12:00", ZHAO, {
      type: "answer-request",
      request: asked.case.requests[0]?.id ?? "",
      yes: false,
      reason: said,
    }),
    offered: accepted.and("2026-11-24 10:00", LI, { type: "hand-over", department: "cleaning", reason: said }),
    taken: accepted
      .and("2026-11-24 10:00", LI, { type: "hand-over", department: "cleaning", reason: said })
      .and("2026-11-24 10:30", SUN, { type: "take-over" }),
    reassigned: accepted.and("2026-11-24 10:00", WANG, { type: "reassign", department: "cleaning", reason: said }),
    resolved,
    undone: resolved.and("2026-11-24 12:00", WANG, { type: "undo", step: "resolve", reason: said }),
    reported,
    sentBack: reported.and("2026-11-24 15:00", WANG, { type: "undo", step: "report", reason: said }),
    tried,
    again,
    closed: reported.and("2026-11-25 10:00", WANG, SATISFIED),
    reopened: reported
      .and("2026-11-25 10:00", WANG, SATISFIED)
      .and("2026-11-26 10:00", WANG, { type: "reopen", reason: said, sameOwner: true }),
    notValid: accepted.and("2026-11-24 10:00", WANG, {
      type: "not-valid",
      ground: "",
      facts: said,
      customerTold: true,
    }),
    withdrawn: accepted.and("2026-11-24 10:00", WANG, { type: "withdraw", reason: said, how: said.slice(0, 200) }),
    merged: accepted.and("2026-11-24 10:00", WANG, { type: "merge", into: "2026110017", reason: said }),
    levelled: accepted.and("2026-11-24 10:00", WANG, {
      type: "set-level",
      facts: { "injury-or-loss": "yes" },
      reason: said,
    }),
    restricted: start.and("2026-11-24 09:12", WANG, {
      ...fileAs("important", { ...facts(language), accused: HE }),
      ...NUMBERED,
    }),
  };
}

/** People with different rights: desk, owner, rungs, a member of the department, somebody outside. */
export const READERS = [WANG, LI, ZHAO, QIAN, SUN] as const;

export function readerOf(file: CaseFile, id: string): Reader {
  const person = file.context.people.persons[id];
  if (person === undefined) throw new Error(`There is no ${id}`);
  return readerVoice(person, file.context.now);
}
