/** What each section and key of the language is for: read by editors and printed in docs/regulation-file.md. */

/** Keys that mean the same wherever they stand. */
export const KEYS: { readonly [key: string]: string } = {
  id: "The name by which other lines mean this one: small letters, digits, hyphens",
  title: "What people read instead of the id",
  basis: "Clauses that it comes from; the regulation's own name may be dropped: `[04, 05]`",
  reading: "How an unclear clause was understood",
  house: "Why a rule or value stands here that the text does not give",
  when: "Facts that must hold: a map means and, a list means or; `otherwise`, `by hand`",
  unless: "Facts that must not hold; otherwise as `when`",
  by: "Who does it: a role, a part, several (any of them), or a table of `{ who, when }`",
  who: "A role, a part, or another person of the case",
  with: "Who must take part",
  ask: "Fields that are asked here; `{ ask: field, when: …, may-skip: yes }` for one that is not always asked",
  "may-skip": "It may be left out",
  fill: "Forms that are filled in here",
  evidence: "A file must be attached",
  approve: "Who must say yes, in this order; `each role` for every holder",
  after: "What must have happened before; several: all of them",
  tell: "Who is told",
  escalate: "Who gets the decision: `next rung` or a role",
  raise: "The level to which the case rises",
  redo: "The step that is opened again in the same round",
  "next-round": "The step at which the next round begins",
  end: "How the case ends",
  within: "A length of time, a word of `words`, or `not given`",
  longest: "How long at most",
  missed: "What follows when it is missed",
};

interface Section {
  readonly about: string;
  readonly keys?: { readonly [key: string]: string };
}

/** Every section in the order in which a file is best written, with the keys that mean something special there. */
export const SECTIONS: { readonly [section: string]: Section } = {
  id: { about: "The regulation's name; the file is called the same." },
  title: { about: "What people read." },
  languages: { about: "`[en, zh-CN]`: the order in which every text gives them, divided by ` | `." },
  edition: {
    about: "What text this file carries out, and on what that text is silent.",
    keys: {
      status: "For example `trial`",
      text: "`complete`, or what is missing of the text",
      silent: "Matters on which the text says nothing: rules on them must be `house`",
      "in-force": "From when it holds",
      replaces: "What it replaces",
      "approved-by": "Who adopted it",
    },
  },
  calendar: {
    about:
      "Working time. Without it the desk's settings count. Further keys name further calendars: `office: { mon-fri: [09:00-18:00] }`, `day-and-night: always`.",
    keys: {
      zone: "Time zone, for example `Asia/Shanghai`",
      holidays: "Country of the public holidays, or `none`",
      hours: "`always`, or days with hours: `{ mon-fri: [09:00-12:00, 13:30-18:00] }`",
      dates: "Days with hours of their own; `[]` closes the day",
      shifts: "Named shifts: `{ night: 23:00-07:00 }`",
      unite: "Named calendars whose open hours are added",
    },
  },
  number: {
    about: "How cases are numbered: a pattern of `{yyyy} {yy} {MM} {dd} {half} {seq:4}`.",
    keys: {
      pattern: "The pattern",
      restart: "When the serial begins anew",
      dated: "Whether the number shows the day of receipt or the day on which it is given",
      "given-at": "The step at which the number is given; at the filing when absent",
    },
  },
  order: { about: "`free`: steps between two milestones may be done in any order." },
  kinds: { about: "Kinds of cases, where a desk takes more than complaints." },
  about: { about: "Aims, scope and definitions; shown in the help.", keys: { say: "The sentence" } },
  words: {
    about: "What the text's words without a number mean here: `at once: { means: 30 minutes, house: … }`.",
    keys: { means: "A length, a rhythm, a number or a sum" },
  },
  roles: {
    about: "Who by function: `head: { at: department, title: … }`.",
    keys: {
      at: "Where it is held: company (default), unit, department, body, outside, everyone, area, list",
      of: "With `at: list`: the list",
      "any-of": "The roles for which it stands",
      absent: "Who stands in, in this order",
      "may-promise": "Money that a holder may promise alone; `any amount`, `not given`",
    },
  },
  parts: {
    about:
      "Who does what in this case: receiver, owner, follower, coordinator, department, or parts of your own. The first line that fits.",
    keys: {
      who: "A role, another part, `named` (by the step that says `names:`), or a choice whose options are roles",
      "in-person": "It cannot be handed on",
    },
  },
  ladder: {
    about: "Who is above whom. The first line that fits.",
    keys: { rungs: "Roles or parts, from the nearest up" },
  },
  recusal: {
    about: "Who steps aside; on in every regulation.",
    keys: {
      who: "`accused`, or `nobody`",
      apart: "Parts that are never the same person",
      "at-last": "Who decides when everybody is recused",
    },
  },
  privacy: { about: "Who may read the cases of this line.", keys: { readers: "Roles and parts" } },
  keep: {
    about: "What is kept for how long.",
    keys: { what: "`case`, `callback-records`, a form …", for: "A length, `ever`, `not given`", by: "Who keeps it" },
  },
  fields: {
    about: "Facts that people answer, beside those that every case has.",
    keys: {
      type: "text, long-text, yes-no, choice, choices, number, money, date, time, person, people, file, entry",
      options: 'The answers of a choice: `{ id: "English | 中文" }`',
      of: "With `type: entry`: the list",
    },
  },
  forms: {
    about: "Named selections of fields, for printing and registers.",
    keys: { code: "The form's code on paper", list: "A register with one row a case", fields: "Its fields" },
  },
  lists: {
    about: "Things with a life of their own: watched vehicles, key customers.",
    keys: {
      of: "What its entries are: complainant, customer, outlet, organisation or a field",
      candidates: "Cases whose subject is proposed for the list",
      admit: "Who decides on admission",
      "kept-by": "Who keeps it",
      "give-to": "Who gets a matter of an entry",
      remove: "Who takes entries off",
      fields: "What is kept of each entry",
      tick: "Points that are watched",
      entries: "Entries that stand from the beginning",
    },
  },
  counts: {
    about: "How many: `when: { alike: at least 3 }`. The case itself counts.",
    keys: {
      of: "`cases`, or a step",
      same: "What must be the same",
      different: "What must differ",
      in: "A length, `calendar week|month|quarter|year`, `ever`",
      only: "Which of them count",
      earlier: "Only cases received before this one",
    },
  },
  periods: {
    about: "Spans for `during:`, such as a warranty year.",
    keys: { from: "A field, an event, or a day such as `20 February`", for: "Its length", until: "Its end, as `from`" },
  },
  waiting: {
    about: "The reasons for which a clock may stand.",
    keys: { stops: "`all`, `nothing`, or deadlines", but: "Deadlines that run on" },
  },
  levels: { about: "How serious, heaviest first. The first that fits is proposed." },
  "level-rules": {
    about: "Who sets the level, and what becomes of running clocks.",
    keys: {
      "set-by": "Who confirms or differs, with a reason",
      confirm: "The step at which the level is confirmed; `assess` or `dispatch` when absent",
      "running-clocks": "`carry` (default), `restart`, `stricter`",
    },
  },
  findings: {
    about: "Every other judgement from facts, as a table.",
    keys: {
      first: "The first line that fits",
      is: "The value; `by-hand` leaves it to a person",
      say: "The value in words",
      confirm: "The step at which it is confirmed",
    },
  },
  steps: {
    about:
      "What is done, in this order. `receive` is the filing: its `ask` is the intake form. Milestones are dispatch, accept, resolve, callback, close, archive; those left out are passed through.",
    keys: {
      type: "`callback`: brings script, attempts and the fact `verdict`",
      needs: "Answers that must be so before it can be done",
      sign: "It is signed for",
      names: "The part whose holder it names",
      each: "One for each: department, person, complainant, accused",
      "any-time": "It can be done at any time; before the archive it is done or answered “not done, because”",
      "any-order": "It may be done before those listed before it, up to the last milestone",
      repeat: "As often as wanted",
      "in-person": "It cannot be handed on",
      attempts: "Calls before a customer counts as not reached",
    },
  },
  deadlines: {
    about: "From an event until a step, within a time. All that apply run, each for itself.",
    keys: {
      from: "An event, step or field; several: each starts it anew",
      until: "What ends it; several: whichever comes first",
      due: "A time of the case instead of a length",
      by: "Who answers for it, if not the one who does the step",
      firm: "`firm` (default), `generally`, `in principle`: a miss of the last two asks for a reason",
      warn: "`80 %`, `1 week before`, `none`",
      calendar: "A named calendar",
      count: "How days are counted; the Civil Code's way when absent",
    },
  },
  approvals: {
    about: "Requests that need a yes and are no step. The first line that fits, for each kind of request.",
    keys: {
      of: "extension, compensation, not-valid, lower-level, reopen …, or a step, duty or end",
      by: "A role, a part, `next rung`; `nobody`: that way does not exist",
      with: "A second person who must agree",
      needs: "Steps that must be done before, or `tell-customer`",
      once: "Only once in a case",
    },
  },
  whenever: { about: "What else follows when something happens. All that fit." },
  overdue: { about: "Who hears of every miss, beside the usual." },
  ends: { about: 'Titles of ends of your own: `handed-to-police: "…"`.' },
  consequences: {
    about: "Sanctions and rewards that are proposed, never carried out.",
    keys: {
      about: "Whom it concerns: accused, owner, whoever-was-late, everybody-involved, complainant, a role",
      missed: "Deadlines whose final miss proposes it",
      first: "Bands, heaviest first",
      propose: "What is proposed",
      amount: "`300 CNY`, `200 to 500 CNY`, `not given`",
      "once-per": "Proposed once for each case, round, deadline, form, day, week, month, quarter or year",
      decides: "Who decides, and alone sees it before",
    },
  },
  duties: {
    about: "What is due without a complaint: reports, meetings, visits.",
    keys: {
      every: "once, day, working day, week, month, quarter, half-year, year, a date, a word, `not given`",
      due: "`day 15`, `first working day`, `last day` of the month, quarter …",
      "for-each": "A list, `open case`, `complainant of the month`, `sample of 3 cases`",
      report: "Measures that it shows",
      to: "Who gets it",
    },
  },
  measures: {
    about: "Figures for reports; one verb each.",
    keys: {
      "number-of": "`cases`, or a step",
      "share-of": "`cases`, or a step: the share for which `which` holds",
      "on-time": "Deadlines that were kept",
      "sum-of": "A field",
      time: "From an event to another: `received to resolve`",
      times: "A share of the sum: `60 %`",
      which: "Only these",
      by: "What it is split by",
      target: "What is aimed at",
    },
  },
  guides: {
    about: "Phrases and points, shown at a step or phase: intake, intake-end, answer, handling, callback, all.",
    keys: {
      at: "Steps or phases",
      say: "A phrase, as it is said to the customer; `{complainant}`, `{first-due}` … are filled in. At `all` it is conduct, shown and not said",
      tick: "Points to see to, ticked or answered “not here, because”; how to do a thing is a point, not a phrase",
      by: "Whose points they are",
    },
  },
};

/** The meaning of a key in a section. */
export function meaningOf(section: string, key: string): string | undefined {
  return SECTIONS[section]?.keys?.[key] ?? KEYS[key];
}
