import { plannedCall } from "../desk/agenda.ts";
import type { Request } from "../desk/case.ts";
import { optionTitle } from "../regulation/describe.ts";
import type { Text } from "../regulation/shape.ts";
import { returnedForm } from "../desk/steps.ts";
import { moneyText, textIn } from "../regulation/text.ts";
import type { Act } from "./acts.ts";
import { known } from "./acts.ts";
import type { Clock } from "../desk/clocks.ts";
import { answerable, dueSoon, leftText, openRequests, solvedIn, type CaseView } from "./case-view.ts";
import { dayToken, momentToken, shownDue } from "./dates.ts";
import { LIMITS } from "./limits.ts";
import { joined, mention, ours, typed, type Mrkdwn } from "./mrkdwn.ts";
import { departmentTitle, mentions, nextWords, peopleNames, personName, roleTitle } from "./names.ts";
import { byToken } from "./phrases.ts";
import type { Voice } from "./voice.ts";
import { hasWords, md, t, type Key } from "./words.ts";

/** Line 2 of a card and what it offers: the one thing that changes from state to state. */
export interface Face {
  readonly line: Mrkdwn;
  /** The state in words, for push texts. */
  readonly state?: string;
  /** At most three; the first is primary unless it is Details. */
  readonly buttons: readonly Act[];
  readonly menu: readonly Act[];
}

function reason(text: string): Mrkdwn {
  return typed(text, LIMITS.ourReasonOnCard);
}

/** Who must do the next step: mentioned, so that the person hears of it when the card is posted. */
function who(view: CaseView, voice: Voice): Mrkdwn {
  const named = view.doers === undefined ? undefined : mentions(view.doers);
  if (named !== undefined) return named;
  const role = view.doers?.role ?? view.doers?.who ?? "owner";
  return md(voice.language, "card.nobody", { role: roleTitle(role, view.file.context, voice.language) });
}

/** The next step's own limit; where it has none, the limit that runs for a later step. */
function when(view: CaseView, voice: Voice): Mrkdwn {
  const { context } = view.file;
  if (view.clock !== undefined || view.first === undefined) return byToken(view.clock, voice, context.desk.zone);
  const step = nextWords(view.first.step, context, voice.language);
  return md(voice.language, "due.then", { step, by: byToken(view.first, voice, context.desk.zone) });
}

function since(due: number, { file }: CaseView, voice: Voice): Mrkdwn {
  return md(voice.language, "card.since", { time: momentToken(shownDue(due, file.context.desk.zone), voice) });
}

function primary(view: CaseView): readonly Act[] {
  return view.next === undefined ? [] : [`do/${view.next.step.id}`];
}

function moreTime(view: CaseView): readonly Act[] {
  const open = openRequests(view.file).find((request) => request.of === "extension");
  return open === undefined ? ["ask"] : [`take-back/${open.id}`];
}

/** The form that came back before the callback can be sent back. */
function sendBack(view: CaseView): readonly Act[] {
  const form = returnedForm(view.steps);
  return form === undefined ? [] : [`undo/${form.step.id}`];
}

function offers(view: CaseView): Pick<Face, "buttons" | "menu"> {
  switch (view.phase) {
    case "desk":
      return { buttons: [...primary(view), "details"], menu: ["set-level", "not-valid", "withdraw", "merge"] };
    case "new":
      return {
        buttons: [...primary(view), "escalate", "details"],
        menu: ["reassign", "set-level", "not-valid", "withdraw"],
      };
    case "handling":
      return {
        buttons: [...primary(view), "escalate", "details"],
        menu: ["contact", ...moreTime(view), "wait", "hand-over", "compensate"],
      };
    case "after":
      return { buttons: [...primary(view), "undo/resolve", "details"], menu: [] };
    case "callback":
      return { buttons: [...primary(view), ...sendBack(view), "details"], menu: [] };
    case "closing":
    case "ended":
      return { buttons: [...primary(view), "details"], menu: [] };
  }
}

function ownerHasLeft({ file }: CaseView): boolean {
  const holder = file.case.holders["owner"]?.person;
  return holder !== undefined && file.context.people.persons[holder]?.active === false;
}

/** A case that is late, on hold or asked about needs somebody all the more: the desk is told so on every open card. */
function askedForOwner(face: Face, view: CaseView, voice: Voice): Face {
  if (!ownerHasLeft(view)) return face;
  const first = face.buttons.find((act) => act !== "reassign" && act !== "details");
  return {
    ...face,
    line: joined([face.line, md(voice.language, "card.owner-left")]),
    buttons: ["reassign", ...(first === undefined ? [] : [first]), "details"],
  };
}

function stepFace(view: CaseView, voice: Voice): Face {
  const { case: current, context } = view.file;
  if (view.next === undefined) return { line: md(voice.language, "card.nothing-more"), ...offers(view) };
  const step = nextWords(view.next.step.id, context, voice.language);
  const params = { step, who: who(view, voice), by: when(view, voice) };
  if (ownerHasLeft(view))
    return { line: md(voice.language, "card.owner-left"), buttons: ["reassign", "escalate", "details"], menu: [] };
  if (view.next.step.type === "callback") {
    const planned = plannedCall(current, context);
    const line =
      planned === undefined || planned.at <= context.now
        ? md(voice.language, "card.next-callback", params)
        : md(voice.language, "card.next-callback-planned", { ...params, planned: momentToken(planned.at, voice) });
    return { line, ...offers(view) };
  }
  if (dueSoon(view) !== undefined) return { line: md(voice.language, "card.due-soon", params), ...offers(view) };
  if (current.round > 1) {
    const again = current.facts["still-wrong"];
    const line = md(voice.language, "card.next-round", { ...params, round: current.round });
    return {
      line: typeof again === "string" ? joined([line, ours(`“${reason(again).mrkdwn}”`)]) : line,
      ...offers(view),
    };
  }
  return { line: md(voice.language, "card.next", params), ...offers(view) };
}

/** Does this limit wait for whoever has to do the next step? */
function isNext(clock: Clock, { next }: CaseView): boolean {
  return next !== undefined && clock.step === next.step.id && clock.rule.by === undefined;
}

function overdueFace(view: CaseView, voice: Voice): Face | undefined {
  const { late, file } = view;
  if (late?.due === undefined) return undefined;
  const { context } = file;
  const people = answerable(late, file);
  const told = [...new Set(late.miss?.told.flatMap((rung) => rung.people) ?? [])];
  const line = md(voice.language, "card.overdue", {
    time: momentToken(shownDue(late.due, context.desk.zone), voice),
    step: nextWords(late.step, context, voice.language),
    // Of a step in turns only whoever has this one.
    who: (isNext(late, view) ? undefined : mentions({ people, groups: [] })) ?? who(view, voice),
  });
  const heard =
    told.length === 0 ? [] : [md(voice.language, "card.told", { people: peopleNames(told, context, voice.language) })];
  return {
    line: joined([line, ...heard]),
    state: t(voice.language, "state.overdue", { step: nextWords(late.step, context, voice.language) }),
    ...offers(view),
  };
}

function waitingFace(view: CaseView, voice: Voice): Face | undefined {
  const { case: current, context } = view.file;
  const wait = current.waits.find((one) => one.endedAt === undefined);
  if (wait === undefined) return undefined;
  const why = context.regulation.waiting.find(({ id }) => id === wait.reason);
  const line = md(voice.language, "card.waiting", {
    reason: textIn(why?.title, voice.language) || wait.reason,
    until: momentToken(shownDue(wait.until, context.desk.zone), voice),
  });
  const left = view.first === undefined ? undefined : leftText(view.first, view.file, voice.language);
  return {
    line: left === undefined ? line : joined([line, md(voice.language, "card.left", { length: left })]),
    state: t(voice.language, "state.waiting"),
    buttons: ["resume", ...primary(view), "details"],
    menu: ["escalate", "hand-over", "withdraw"],
  };
}

function escalatedFace(view: CaseView, voice: Voice): Face | undefined {
  const { case: current, context } = view.file;
  const open = current.escalations.findLast((escalation) => escalation.decided === undefined);
  if (open === undefined) return undefined;
  const people =
    mentions({ people: open.people, groups: [] }) ??
    md(voice.language, "card.nobody", { role: roleTitle(open.rung, context, voice.language) });
  return {
    line: md(voice.language, "card.escalated", {
      who: people,
      by:
        view.late?.due === undefined
          ? byToken(view.first, voice, context.desk.zone)
          : since(view.late.due, view, voice),
      reason: reason(open.reason),
    }),
    state: t(voice.language, "state.escalated"),
    buttons: ["decide", ...primary(view), "details"],
    menu: ["reassign", ...moreTime(view)],
  };
}

/** What a request asks for, in words: "more time until 27 Nov 18:00", the step, list or finding that needs a yes. */
export function requestWords(
  request: Request,
  view: { readonly file: Pick<CaseView["file"], "context"> },
  voice: Voice,
): Mrkdwn {
  const { regulation } = view.file.context;
  const { language } = voice;
  const { until, level, step, doneAt, amount, list, finding, value } = request.detail;
  // Whoever says yes to money sees how much before pressing.
  const key = amount === undefined ? `request.${request.of}` : "request.money";
  const sentence: Key = hasWords(key) ? key : "request.other";
  const title = (text: Text | undefined) => textIn(text, language);
  return md(language, sentence, {
    what: title(regulation.approvals.find((approval) => approval.of === request.of)?.title) || request.of,
    amount: amount === undefined ? "" : moneyText(amount, language),
    until: until === undefined ? "" : momentToken(shownDue(until, view.file.context.desk.zone), voice),
    done: doneAt === undefined ? "" : momentToken(doneAt, voice),
    level: title(regulation.levels.find(({ id }) => id === level)?.title),
    step: step === undefined ? "" : nextWords(step, view.file.context, language),
    list: title(regulation.lists.find(({ id }) => id === list)?.title),
    finding: title(regulation.findings.find(({ id }) => id === finding)?.title).replace(/[?？]$/u, ""),
    value: finding === undefined || value === undefined ? "" : title(optionTitle(regulation, finding, value)),
  });
}

function approvalFace(view: CaseView, voice: Voice): Face | undefined {
  const { context } = view.file;
  // A record of an earlier time waits for its yes without holding anything up.
  const open = openRequests(view.file).find((request) => request.of !== "late-record");
  if (open === undefined) return undefined;
  const params = {
    who: mentions({ people: open.approvers, groups: [] }) ?? ours("—"),
    what: requestWords(open, view, voice),
  };
  const held = open.of === "extension" && !open.late;
  const line = held
    ? md(voice.language, "card.asked-in-time", { ...params, by: byToken(view.first, voice, context.desk.zone) })
    : md(voice.language, "card.asked", params);
  return { line, state: t(voice.language, "state.asked"), ...offers(view) };
}

function offeredFace(view: CaseView, voice: Voice): Face | undefined {
  const { case: current, context } = view.file;
  const offer = current.handOver;
  if (offer === undefined) return undefined;
  const owner = current.holders["owner"]?.person ?? offer.by;
  return {
    line: md(voice.language, "card.offered", {
      department: departmentTitle(offer.department, context, voice.language),
      who: mention(owner),
      until: momentToken(shownDue(offer.until, context.desk.zone), voice),
    }),
    state: t(voice.language, "state.offered"),
    buttons: ["take-over", "decline-hand-over", "details"],
    menu: offers(view).menu,
  };
}

function closedLine(view: CaseView, voice: Voice): Mrkdwn {
  const { case: current, context } = view.file;
  const day = dayToken(current.ended?.at ?? 0, voice);
  const verdict = current.facts["verdict"];
  const key = `verdict.${typeof verdict === "string" ? verdict : ""}`;
  const length = solvedIn(view.file, voice.language);
  return joined([
    md(voice.language, "card.closed", { day }),
    ...(hasWords(key) ? [md(voice.language, key)] : []),
    ...(length === undefined ? [] : [md(voice.language, "card.solved-in", { length })]),
    ...(view.next === undefined
      ? []
      : [
          md(voice.language, "card.then", {
            step: nextWords(view.next.step.id, context, voice.language),
            who: who(view, voice),
            by: when(view, voice),
          }),
        ]),
  ]);
}

function endedFace(view: CaseView, voice: Voice): Face | undefined {
  const { case: current, context } = view.file;
  const end = current.ended;
  if (end === undefined) return undefined;
  const { language } = voice;
  const day = dayToken(end.at, voice);
  const reopen: readonly Act[] = ["details", "reopen"];
  switch (end.how) {
    case "closed":
      return {
        line: closedLine(view, voice),
        state: t(language, "state.closed"),
        buttons: view.next === undefined ? reopen : [...primary(view), ...reopen],
        menu: [],
      };
    case "not-valid": {
      const approved = current.requests.find((request) => request.of === "not-valid" && request.answer?.yes === true);
      const params = { reason: reason(end.reason ?? "") };
      const by = approved?.answer?.by;
      const line =
        by === undefined
          ? md(language, "card.not-valid", params)
          : md(language, "card.not-valid-approved", { ...params, who: personName(by, context, language) });
      return { line, state: t(language, "state.not-valid"), buttons: reopen, menu: [] };
    }
    case "withdrawn":
      return {
        line: md(language, "card.withdrawn", { day }),
        state: t(language, "state.withdrawn"),
        buttons: ["details"],
        menu: [],
      };
    case "merged":
      return {
        line: md(language, "card.merged", { number: end.into ?? "" }),
        state: t(language, "state.merged"),
        buttons: ["details"],
        menu: [],
      };
    default: {
      const title = textIn(context.regulation.ends[end.how], language) || t(language, "state.ended");
      return {
        line: md(language, "card.ended", { end: title, day }),
        state: t(language, "state.ended"),
        buttons: reopen,
        menu: [],
      };
    }
  }
}

/** What a department beside sees of its own turn: a hold, a miss, the step. Decisions and offers are the owner's. */
export function turnFace(view: CaseView, voice: Voice): Face {
  const { line, state } = waitingFace(view, voice) ?? overdueFace(view, voice) ?? stepFace(view, voice);
  const buttons = [...primary(view), "escalate", "details"] as const;
  return {
    line,
    ...(state === undefined ? {} : { state }),
    buttons: buttons.filter((act) => known(act, view.file)),
    menu: [],
  };
}

/** The state of the card, the first that applies: an end, a hold, a decision, a miss, a yes to come, the next step. */
export function faceOf(view: CaseView, voice: Voice): Face {
  const special =
    waitingFace(view, voice) ??
    offeredFace(view, voice) ??
    escalatedFace(view, voice) ??
    overdueFace(view, voice) ??
    approvalFace(view, voice);
  const face =
    endedFace(view, voice) ?? (special === undefined ? stepFace(view, voice) : askedForOwner(special, view, voice));
  return {
    ...face,
    buttons: face.buttons.filter((act) => known(act, view.file)),
    menu: face.menu.filter((act) => known(act, view.file)),
  };
}
