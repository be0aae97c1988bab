import type {
  CallTry,
  Case,
  Contact,
  Correction,
  Doing,
  Level,
  Miss,
  PlannedCall,
  Proposal,
  Request,
  Waiting,
} from "./case.ts";
import type { CaseEvent, ClockKey, EventOf } from "./events.ts";
import { isGiven, type Facts } from "./facts.ts";

/** The case before its first event. */
export const NO_CASE: Case = {
  version: 0,
  desk: "",
  edition: "",
  kind: "complaint",
  recordedAt: 0,
  recordedBy: "",
  receiver: "",
  firstReceivedAt: 0,
  roundStarts: [],
  round: 0,
  facts: {},
  files: [],
  levels: [],
  findings: {},
  doings: [],
  skipped: [],
  answeredAt: {},
  holders: {},
  recused: [],
  restricted: false,
  warned: {},
  misses: [],
  movedDates: {},
  waits: [],
  requests: [],
  extensions: [],
  escalations: [],
  proposals: [],
  corrections: [],
  handOvers: 0,
  onLists: [],
  contacts: [],
  calls: [],
  reopenings: [],
  links: [],
  done: [],
  lastEventAt: 0,
};

function without<T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = object;
  return rest;
}

function learn(state: Case, facts: Facts, at: number): Case {
  const given = Object.entries(facts).filter(([, value]) => isGiven(value));
  const answeredAt = { ...state.answeredAt };
  for (const [field] of given) answeredAt[field] = [...(answeredAt[field] ?? []), at];
  return { ...state, facts: { ...state.facts, ...Object.fromEntries(given) }, answeredAt };
}

function planCall(state: Case, { by, nextAt }: EventOf<"call-tried" | "call-postponed">): Case {
  const plannedCall: PlannedCall = {
    by,
    round: state.round,
    event: state.version,
    nth: (state.plannedCall?.nth ?? 0) + 1,
    ...(nextAt === undefined ? {} : { at: nextAt }),
  };
  return { ...state, plannedCall };
}

function forget(state: Case, fields: readonly string[]): Case {
  const facts = Object.fromEntries(Object.entries(state.facts).filter(([field]) => !fields.includes(field)));
  return { ...state, facts };
}

function changeMiss(state: Case, clock: ClockKey, change: (miss: Miss) => Miss): Case {
  return { ...state, misses: state.misses.map((miss) => (miss.clock === clock ? change(miss) : miss)) };
}

function changeRequest(state: Case, id: string, change: (request: Request) => Request): Case {
  return { ...state, requests: state.requests.map((request) => (request.id === id ? change(request) : request)) };
}

function reopenSteps(state: Case, event: EventOf<"steps-reopened">): Case {
  const opened = (step: string) => event.steps.includes(step);
  return {
    ...state,
    doings: state.doings.map((doing) =>
      opened(doing.step) && doing.stands ? { ...doing, stands: false, reopened: event.why } : doing,
    ),
    skipped: state.skipped.map((skip) => (opened(skip.step) ? { ...skip, stands: false } : skip)),
  };
}

function redate(state: Case, step: string, doneAt: number): Case {
  const last = state.doings.findLastIndex((doing) => doing.step === step && doing.stands);
  return { ...state, doings: state.doings.map((doing, index) => (index === last ? { ...doing, doneAt } : doing)) };
}

function changeProposal(state: Case, id: string, change: (proposal: Proposal) => Proposal): Case {
  return { ...state, proposals: state.proposals.map((proposal) => (proposal.id === id ? change(proposal) : proposal)) };
}

function changeCorrection(state: Case, id: string, change: (known: Correction) => Correction): Case {
  return { ...state, corrections: state.corrections.map((known) => (known.id === id ? change(known) : known)) };
}

function received(state: Case, event: EventOf<"received">): Case {
  const opened: Case = {
    ...state,
    desk: event.desk,
    edition: event.edition,
    kind: event.kind,
    recordedAt: event.at,
    recordedBy: event.by,
    receiver: event.receiver,
    firstReceivedAt: event.receivedAt,
    roundStarts: [event.receivedAt],
    round: 1,
    files: event.files,
    ...(event.source === undefined ? {} : { source: event.source }),
  };
  return learn(opened, event.facts, event.at);
}

function stepDone(state: Case, event: EventOf<"step-done">): Case {
  const { step, doneAt, answers, note, instance } = event;
  const doing: Doing = {
    step,
    doneAt,
    recordedAt: event.at,
    by: event.by,
    round: state.round,
    answers,
    stands: true,
    ...(note === undefined ? {} : { note }),
    ...(instance === undefined ? {} : { instance }),
  };
  return learn(
    { ...state, doings: [...state.doings, doing], files: [...state.files, ...event.files] },
    answers,
    event.at,
  );
}

function levelSet(state: Case, event: EventOf<"level-set">): Case {
  const level: Level = {
    id: event.level,
    since: event.at,
    how: event.how,
    grounds: event.grounds,
    noCriterion: event.noCriterion === true,
    ...(event.reason === undefined ? {} : { reason: event.reason }),
    ...(event.clock === undefined ? {} : { clock: event.clock }),
    ...(event.proposed === undefined ? {} : { proposed: event.proposed }),
  };
  return { ...state, level, levels: [...state.levels, level], facts: { ...state.facts, level: event.level } };
}

function missed(state: Case, event: EventOf<"missed">): Case {
  // A history may hold the same miss twice only by accident; the first one counts.
  if (state.misses.some((miss) => miss.clock === event.clock)) return state;
  const told = event.rung === undefined ? [] : [{ rung: event.rung, people: event.rungPeople, at: event.at }];
  const { clock, deadline, step, due, people } = event;
  return {
    ...state,
    misses: [...state.misses, { clock, deadline, step, due, people, foundAt: event.at, cleared: false, told }],
  };
}

/** A wait ends at its limit at the latest, even if nobody looked at that moment. */
function endWait(state: Case, at: number): Case {
  const waits = state.waits.map((wait) =>
    wait.endedAt === undefined ? { ...wait, endedAt: Math.min(at, wait.until) } : wait,
  );
  return { ...state, waits };
}

function requested(state: Case, event: EventOf<"requested">): Case {
  const { of, detail, reason, role, approvers, late, answerBy } = event;
  const request: Request = {
    id: event.request,
    of,
    by: event.asker ?? event.by,
    askedAt: event.at,
    detail,
    reason,
    role,
    approvers,
    late,
    ...(answerBy === undefined ? {} : { answerBy }),
  };
  return { ...state, requests: [...state.requests.filter((known) => known.id !== request.id), request] };
}

function answered(state: Case, event: EventOf<"request-answered">): Case {
  const { yes, at, by, reason, until, amount, present } = event;
  const answer = {
    yes,
    by,
    at,
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined ? {} : { until }),
    ...(amount === undefined ? {} : { amount }),
    ...(present === undefined ? {} : { present }),
  };
  return changeRequest(state, event.request, (request) => ({ ...request, answer }));
}

function decided(state: Case, event: EventOf<"decided">): Case {
  const open = state.escalations.findLastIndex((escalation) => escalation.decided === undefined);
  const { choice, text, by, at } = event;
  return {
    ...state,
    escalations: state.escalations.map((escalation, index) =>
      index === open ? { ...escalation, decided: { choice, text, by, at } } : escalation,
    ),
  };
}

function ended(state: Case, event: EventOf<"ended">): Case {
  const { how, at, by, reason, into, dropped, customerTold } = event;
  const told = customerTold === undefined ? state : learn(state, { "customer-told": customerTold ? "yes" : "no" }, at);
  const end = {
    how,
    at,
    by,
    dropped,
    ...(reason === undefined ? {} : { reason }),
    ...(into === undefined ? {} : { into }),
  };
  return { ...endWait(without(told, "handOver"), at), ended: end, files: [...state.files, ...(event.files ?? [])] };
}

function reassigned(state: Case, event: EventOf<"reassigned">): Case {
  // Whoever had accepted answers no longer: the new department or person has to accept.
  const holders = Object.fromEntries(Object.entries(state.holders).filter(([part]) => part !== "owner"));
  const moved = { ...state, holders };
  return event.department === undefined ? moved : learn(moved, { department: event.department }, event.at);
}

function handOverTaken(state: Case, event: EventOf<"hand-over-taken">): Case {
  const offer = state.handOver;
  if (offer === undefined) return state;
  const taken: Case = {
    ...without(state, "handOver"),
    handOvers: state.handOvers + 1,
    holders: { ...state.holders, owner: { person: event.by, since: event.at } },
  };
  return learn(taken, { department: offer.department }, event.at);
}

/** One event more. Never throws, whatever the order; an event that fits nothing changes nothing but the version. */
export function evolve(before: Case, event: CaseEvent): Case {
  const state: Case = {
    ...before,
    version: before.version + 1,
    lastEventAt: Math.max(before.lastEventAt, event.at),
    done:
      event.requestKey === undefined || before.done.includes(event.requestKey)
        ? before.done
        : [...before.done, event.requestKey],
  };
  switch (event.type) {
    case "received":
      return received(state, event);
    case "numbered":
      return { ...state, number: event.number };
    case "answered":
      return learn(forget(state, event.cleared), event.facts, event.at);
    case "level-set":
      return levelSet(state, event);
    case "found": {
      const finding = {
        value: event.value,
        how: event.how,
        at: event.at,
        ...(event.reason === undefined ? {} : { reason: event.reason }),
      };
      return {
        ...state,
        findings: { ...state.findings, [event.finding]: finding },
        facts: { ...state.facts, [event.finding]: event.value },
      };
    }
    case "step-done":
      return stepDone(state, event);
    case "step-skipped":
      return {
        ...state,
        skipped: [...state.skipped, { step: event.step, reason: event.reason, at: event.at, stands: true }],
      };
    case "steps-reopened":
      return reopenSteps(state, event);
    case "step-approved": {
      const last = state.doings.findLastIndex(
        (doing) => doing.step === event.step && doing.stands && doing.instance === event.instance,
      );
      return {
        ...state,
        doings: state.doings.map((doing, index) => (index === last ? { ...doing, approved: true } : doing)),
      };
    }
    case "step-redated":
      return redate(state, event.step, event.doneAt);
    case "taken":
      return {
        ...state,
        holders: { ...state.holders, [event.part]: { person: event.person, role: event.role, since: event.at } },
      };
    case "named":
      return { ...state, holders: { ...state.holders, [event.part]: { person: event.person, since: event.at } } };
    case "reassigned":
      return reassigned(state, event);
    case "hand-over-offered": {
      const { department, person, reason, agreed, until, by, at } = event;
      return {
        ...state,
        handOver: {
          department,
          reason,
          until,
          by,
          offeredAt: at,
          ...(person === undefined ? {} : { person }),
          ...(agreed === undefined ? {} : { agreed }),
        },
      };
    }
    case "hand-over-taken":
      return handOverTaken(state, event);
    case "hand-over-declined":
    case "hand-over-lapsed":
      return without(state, "handOver");
    case "recused":
      return { ...state, recused: [...state.recused, { person: event.person, reason: event.reason, at: event.at }] };
    case "restricted":
      return { ...state, restricted: true };
    case "warned":
      return {
        ...state,
        warned: { ...state.warned, [event.clock]: [...(state.warned[event.clock] ?? []), event.planned] },
      };
    case "missed":
      return missed(state, event);
    case "miss-cleared":
      return changeMiss(state, event.clock, (miss) => ({ ...miss, cleared: true }));
    case "miss-found-wrong":
      return changeMiss(state, event.clock, (miss) => ({ ...miss, wrong: event.reason }));
    case "miss-explained":
      return changeMiss(state, event.clock, (miss) => ({ ...miss, explained: event.reason }));
    case "chased":
      return changeMiss(state, event.clock, (miss) => ({ ...miss, chasedAt: event.at }));
    case "rung-told":
      return changeMiss(state, event.clock, (miss) => ({
        ...miss,
        told: [...miss.told, { rung: event.rung, people: event.people, at: event.at }],
      }));
    case "dates-moved":
      return { ...state, movedDates: { ...state.movedDates, [event.clock]: event.to } };
    case "dates-kept":
      return { ...state, keptDues: { ...state.keptDues, [event.clock]: event.due } };
    case "waiting-began": {
      const { reason, until, at, text } = event;
      const wait: Waiting = { reason, until, from: at, ...(text === undefined ? {} : { text }) };
      return { ...endWait(state, at), waits: [...endWait(state, at).waits, wait] };
    }
    case "waiting-ended":
      return endWait(state, event.at);
    case "requested":
      return requested(state, event);
    case "request-reminded":
      return changeRequest(state, event.request, (request) => ({ ...request, remindedAt: event.at }));
    case "request-answered":
      return answered(state, event);
    case "request-taken-back":
      return changeRequest(state, event.request, (request) => ({ ...request, takenBack: true }));
    case "extended": {
      const { clock, from, to, request, at } = event;
      return { ...state, extensions: [...state.extensions, { clock, from, to, request, at }] };
    }
    case "escalated": {
      const { rung, people, reason, needs, by, at } = event;
      return { ...state, escalations: [...state.escalations, { rung, people, reason, needs, by, at }] };
    }
    case "decided":
      return decided(state, event);
    case "contacted": {
      const { how, when, said, by, promisedUntil } = event;
      const contact: Contact = { how, when, said, by, ...(promisedUntil === undefined ? {} : { promisedUntil }) };
      return { ...state, contacts: [...state.contacts, contact] };
    }
    case "call-tried": {
      const { attempt, at, by, nextAt, note } = event;
      const call: CallTry = {
        attempt,
        at,
        by,
        round: state.round,
        ...(nextAt === undefined ? {} : { nextAt }),
        ...(note === undefined ? {} : { note }),
      };
      return { ...planCall(state, event), calls: [...state.calls, call] };
    }
    case "call-postponed":
      return planCall(state, event);
    case "round-began":
      return {
        ...state,
        round: event.round,
        roundStarts: [...state.roundStarts, event.startedAt],
        facts: { ...state.facts, round: event.round },
      };
    case "proposed": {
      const { proposal: id, consequence, about, decides, deciders, clock, band, at } = event;
      const proposal: Proposal = {
        id,
        consequence,
        about,
        decides,
        deciders,
        at,
        comments: [],
        ...(clock === undefined ? {} : { clock }),
        ...(band === undefined ? {} : { band }),
      };
      return { ...state, proposals: [...state.proposals.filter((known) => known.id !== id), proposal] };
    }
    case "proposal-withdrawn":
      return changeProposal(state, event.proposal, (proposal) => ({ ...proposal, withdrawn: event.reason }));
    case "proposal-commented":
      return changeProposal(state, event.proposal, (proposal) => ({
        ...proposal,
        comments: [...proposal.comments, { by: event.by, at: event.at, text: event.text }],
      }));
    case "proposal-decided": {
      const { yes, by, at, text, amount } = event;
      const decision = { yes, by, at, text, ...(amount === undefined ? {} : { amount }) };
      return changeProposal(state, event.proposal, (proposal) => ({ ...proposal, decision }));
    }
    case "ended":
      return ended(state, event);
    case "reopened":
      return {
        ...without(state, "ended"),
        reopenings: [...state.reopenings, { at: event.at, by: event.by, reason: event.reason }],
      };
    case "archived":
      return { ...state, archivedAt: event.at };
    case "linked":
      return { ...state, links: [...state.links, { other: event.other, how: event.how }] };
    case "listed":
      return { ...state, onLists: [...new Set([...state.onLists, event.list])] };
    case "unlisted":
      return { ...state, onLists: state.onLists.filter((list) => list !== event.list) };
    case "correction-planned": {
      const { correction: id, what, owner, due, at } = event;
      return {
        ...state,
        corrections: [...state.corrections.filter((known) => known.id !== id), { id, what, owner, due, plannedAt: at }],
      };
    }
    case "correction-done":
      return changeCorrection(state, event.correction, (known) => ({
        ...known,
        done: { at: event.at, by: event.by, text: event.text },
      }));
    case "correction-checked":
      return changeCorrection(state, event.correction, (known) => ({
        ...known,
        checked: { at: event.at, by: event.by, works: event.works, text: event.text },
      }));
    case "edition-moved":
      return { ...state, edition: event.to };
    case "kind-changed":
      return { ...state, kind: event.kind };
    case "stood-in":
      return { ...state, standIns: { ...state.standIns, [event.person]: event.deputy } };
    case "duty-opened":
    case "told":
    case "nobody-in-role":
    case "looked":
    case "noted":
    case "note-changed":
    case "not-delivered":
      return state;
  }
}

/** The case that a history tells. */
export function fold(events: readonly CaseEvent[]): Case {
  return events.reduce(evolve, NO_CASE);
}
