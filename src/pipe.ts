import type { Case } from "./desk/case.ts";
import { evolve, NO_CASE } from "./desk/fold.ts";
import type { Command, Order, Refusal } from "./desk/commands.ts";
import type { Context } from "./desk/context.ts";
import { decide, type Decision } from "./desk/decide.ts";
import type { CaseEvent } from "./desk/events.ts";
import { dutyOfKind, filingOf } from "./desk/duties.ts";
import { calendarMark, firmnessChanged } from "./desk/moved.ts";
import { noticesOf } from "./desk/notify.ts";
import { caseNumber, HOUSE_PATTERN, serialScope } from "./desk/numbers.ts";
import { isOvertaken } from "./desk/overtaken.ts";
import { DESK, mayRead } from "./desk/rights.ts";
import type { CaseFile, Outcome } from "./desk/service.ts";
import type { NumberSpec } from "./regulation/shape.ts";
import {
  appendEvents,
  drawSerial,
  filedBefore,
  lockCase,
  readEvents,
  readEventsOf,
  saveCase,
  takeKey,
  type Locked,
} from "./store/cases.ts";
import { columnsOf, type Columns } from "./store/columns.ts";
import { decideKnowing, saveEntries } from "./store/counts.ts";
import { inTransaction, type Database, type Tx } from "./store/database.ts";
import type { Frame, Frames } from "./store/frames.ts";
import { hold } from "./store/held.ts";
import { sortableId } from "./store/ids.ts";
import { asStored } from "./store/json.ts";
import { fileOf } from "./store/readable.ts";
import { followLists } from "./store/lists.ts";
import type { Queue } from "./store/queue.ts";

export interface PipeParts {
  readonly database: Database;
  readonly queue: Pick<Queue, "deliver" | "rejudge">;
  readonly frames: Frames;
  readonly now: () => number;
}

export interface Pipe {
  /** One transaction: lock the case, read who and how many, decide, append, keep the fold, queue what follows. */
  submit(order: Order, caseId?: string): Promise<Outcome>;
  /** The same for a new case, whose number is drawn in the transaction. */
  file(deskId: string, order: Order): Promise<Outcome>;
  /** Lets time do to a case what is due. Says when it does the next thing; undefined when nothing more. */
  tick(caseId: string): Promise<number | undefined>;
}

/** Ends a transaction so that nothing of it remains, and carries out what people are told. */
class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const NO_SUCH_CASE: Refusal = { code: "no-such-case" };

function emptyContext(frame: Frame, now: number): Context {
  return { ...frame, counts: {}, listed: [], now };
}

function afterOf(decision: Decision): Case | undefined {
  return "after" in decision ? decision.after : undefined;
}

/** The one way in which cases change. */
export function createPipe(parts: PipeParts): Pipe {
  const { database } = parts;

  // What people typed is cleaned of what the database cannot hold before it is judged, so that what is decided is what
  // is kept.
  async function submit(typed: Order, caseId?: string): Promise<Outcome> {
    const order = asStored(typed);
    if (caseId === undefined) return { ok: false, refusal: NO_SUCH_CASE };
    return inTransaction(database, (tx) => carryOut(parts, tx, { order, caseId }));
  }

  async function file(deskId: string, typed: Order): Promise<Outcome> {
    const order = asStored(typed);
    try {
      return await inTransaction(database, (tx) => fileIn(parts, tx, { deskId, order }));
    } catch (error) {
      if (error instanceof Refused) return { ok: false, refusal: error.refusal };
      throw error;
    }
  }

  return {
    submit,
    file,
    tick: (caseId) => inTransaction(database, (tx) => tickIn(parts, tx, caseId)),
  };
}

interface Submission {
  readonly order: Order;
  readonly caseId: string;
}

interface Standing {
  readonly locked: Pick<Locked, "state" | "nextTick" | "dues">;
  readonly frame: Frame;
  /** Never before what is on the record, even if the clock was set back. */
  readonly now: number;
}

async function standingOf(parts: PipeParts, tx: Tx, caseId: string): Promise<Standing | undefined> {
  const locked = await lockCase(tx, caseId);
  if (locked === undefined) return undefined;
  const frame = await parts.frames.of(tx, locked.state);
  if (frame === undefined) return undefined;
  const standing = { locked, frame, now: Math.max(parts.now(), locked.state.lastEventAt) };
  if (locked.calendarMark === calendarMark(frame.calendars, standing.now)) return standing;
  return { ...standing, locked: await followCalendar(parts, tx, { ...standing, locked, caseId }) };
}

/**
 * The calendars say something else than when the case was last judged: which limits that moves is settled before
 * anything else happens to it, because afterwards nobody could tell any more.
 */
async function followCalendar(
  parts: PipeParts,
  tx: Tx,
  { caseId, ...standing }: Standing & { readonly locked: Locked; readonly caseId: string },
): Promise<Standing["locked"]> {
  const { state: before, dues: former } = standing.locked;
  const order: Order = { command: { type: "rejudge", former }, by: DESK, key: "" };
  const { decision, context } = await judge(tx, { order, caseId }, standing);
  if (!("after" in decision)) throw new Error(`The case ${caseId} could not be judged by its changed calendar`);
  const { after, events } = decision;
  const { dues, nextTick } = await keep(parts, tx, { caseId, key: order.key, before, after, events, context });
  if (events.length === 0 && firmnessChanged(former, dues)) {
    const card = { caseId, notice: { kind: "card" } } as const;
    await parts.queue.deliver(tx, [card]);
  }
  return { state: after, nextTick: nextTick ?? undefined, dues };
}

interface Judging {
  readonly order: Order;
  readonly standing: Standing;
}

/** A case that moves to another edition is judged by that one, and told how its limits ended under the one before. */
async function underItsEdition(parts: PipeParts, tx: Tx, { order, standing }: Judging): Promise<Judging> {
  const { command } = order;
  if (command.type !== "move-edition") return { order, standing };
  const { state, dues } = standing.locked;
  const frame = await parts.frames.of(tx, { ...state, edition: command.edition });
  if (frame === undefined) throw new Error(`The desk of a case is not in the database: ${state.desk}`);
  return { order: { ...order, command: { ...command, former: dues } }, standing: { ...standing, frame } };
}

async function judge(tx: Tx, { order, caseId }: Submission, { locked, frame, now }: Standing) {
  return decideKnowing(tx, {
    id: caseId,
    before: locked.state,
    context: emptyContext(frame, now),
    decide: (context) => decide(locked.state, order, context),
    after: afterOf,
  });
}

async function carryOut(parts: PipeParts, tx: Tx, submission: Submission): Promise<Outcome> {
  const { caseId } = submission;
  const found = await standingOf(parts, tx, caseId);
  if (found === undefined) return { ok: false, refusal: NO_SUCH_CASE };
  const { order, standing } = await underItsEdition(parts, tx, { order: submission.order, standing: found });
  const before = standing.locked.state;
  const history = await readEvents(tx, caseId);
  const repeat = history.some((event) => event.requestKey === order.key);
  if (order.seen !== undefined && !repeat && isOvertaken(order.command, history.slice(order.seen))) {
    const file: CaseFile = {
      id: caseId,
      case: before,
      events: history,
      context: emptyContext(standing.frame, standing.now),
    };
    return { ok: false, refusal: { code: "moved-on" }, ...(mayRead(before, order.by, file.context) ? { file } : {}) };
  }
  const { decision, context } = await judge(tx, { order, caseId }, standing);
  const file: CaseFile = { id: caseId, case: before, events: history, context };
  if ("repeated" in decision) {
    return { ok: true, file, events: await readEventsOf(tx, caseId, order.key), repeated: true };
  }
  if ("refused" in decision) {
    return { ok: false, refusal: decision.refused, ...(mayRead(before, order.by, context) ? { file } : {}) };
  }
  const { after, events } = await withNumber(tx, decision, context);
  if (events.length > 0 || isByTime(order.command))
    await keep(parts, tx, { caseId, key: order.key, before, after, events, context });
  return { ok: true, file: { ...file, case: after, events: [...history, ...events] }, events, repeated: false };
}

function isByTime(command: Command): boolean {
  return command.type === "tick" || command.type === "rejudge";
}

/** A regulation may give the number only at a step; then it is drawn when that step is done. */
async function withNumber(
  tx: Tx,
  { after, events }: { readonly after: Case; readonly events: readonly CaseEvent[] },
  context: Context,
): Promise<{ readonly after: Case; readonly events: readonly CaseEvent[] }> {
  const spec = context.regulation.number;
  const due = events.some((event) => event.type === "step-done" && event.step === spec?.givenAt);
  const last = events.at(-1);
  if (spec?.givenAt === undefined || !due || last === undefined || after.number !== undefined) return { after, events };
  const number = await drawNumber(tx, { spec, context, receivedAt: after.firstReceivedAt });
  const stamp = { at: last.at, by: last.by, ...(last.requestKey === undefined ? {} : { requestKey: last.requestKey }) };
  const numbered: CaseEvent = { type: "numbered", number, ...stamp };
  return { after: evolve(after, numbered), events: [...events, numbered] };
}

interface Drawing {
  readonly spec: Pick<NumberSpec, "pattern" | "restart" | "dated">;
  readonly context: Context;
  readonly receivedAt: number;
}

async function drawNumber(tx: Tx, { spec, context, receivedAt }: Drawing): Promise<string> {
  const moment = { at: spec.dated === "received" ? receivedAt : context.now, zone: context.desk.zone };
  const serial = await drawSerial(tx, `${context.desk.id} ${serialScope(spec, moment)}`);
  return caseNumber(spec, { serial, ...moment });
}

interface Keeping {
  readonly caseId: string;
  readonly key: string;
  readonly before: Case;
  readonly after: Case;
  readonly events: readonly CaseEvent[];
  readonly context: Context;
}

/** Appends what happened, keeps its fold, and queues what people must get and what must be judged again. */
async function keep(parts: PipeParts, tx: Tx, keeping: Keeping): Promise<Columns> {
  const { queue } = parts;
  const { caseId, key, before, after, events, context } = keeping;
  const columns = columnsOf(caseId, after, context);
  // A new case has to be there before its events can point to it.
  await saveCase(tx, columns, after);
  if (events.length > 0) {
    await appendEvents(tx, { caseId, after: before.version, events, key, people: context.people.version });
    const notices = noticesOf(before, events, after, context);
    const deliveries = notices.map((notice) => ({ caseId, notice }));
    await queue.deliver(tx, await hold(tx, deliveries, context.now));
  }
  await queue.rejudge(tx, await saveEntries(tx, caseId, after, context));
  await followLists(tx, after.desk, events);
  await openDuties(parts, tx, keeping);
  return columns;
}

/** Duties that follow from what happened are opened in the same commit: none is lost, none comes twice. */
async function openDuties(parts: PipeParts, tx: Tx, { after, events, context }: Keeping): Promise<void> {
  for (const event of events) {
    if (event.type !== "duty-opened") continue;
    const command = filingOf(event, after, context);
    if (command === undefined) continue;
    await fileIn(parts, tx, {
      deskId: after.desk,
      order: { command, by: DESK, key: `duty ${after.desk} ${event.key}` },
    });
  }
}

interface Filing {
  readonly deskId: string;
  readonly order: Order;
}

async function fileIn(parts: PipeParts, tx: Tx, { deskId, order }: Filing): Promise<Outcome> {
  const { command } = order;
  if (command.type !== "file") throw new Refused(NO_SUCH_CASE);
  const frame = await parts.frames.of(tx, { desk: deskId, kind: command.kind });
  if (frame === undefined) throw new Refused(NO_SUCH_CASE);
  const duty = dutyOfKind(command.kind) !== undefined;
  // Duties come round by themselves; nobody files one.
  if (duty && order.by !== DESK) throw new Refused({ code: "kind-unknown", field: "kind" });
  const caseId = sortableId();
  const now = parts.now();
  if (!(await takeKey(tx, { key: order.key, caseId, at: now }))) return repeatedFiling(parts, tx, order);
  const judged = (number: Pick<typeof command, "number">) =>
    decideKnowing(tx, {
      id: caseId,
      before: NO_CASE,
      context: emptyContext(frame, now),
      decide: (context) => decide(NO_CASE, { ...order, command: { ...withoutNumber(command), ...number } }, context),
      after: afterOf,
    });
  const first = await judged(duty && command.number !== undefined ? { number: command.number } : {});
  if ("refused" in first.decision) throw new Refused(first.decision.refused);
  // Drawn last: everybody else who files at this desk waits for it from here to the commit.
  const spec = frame.regulation.number ?? HOUSE_NUMBERS;
  const atOnce = !duty && spec.givenAt === undefined;
  const drawing = { spec, context: first.context, receivedAt: command.receivedAt ?? now };
  const { decision, context } = atOnce ? await judged({ number: await drawNumber(tx, drawing) }) : first;
  if (!("after" in decision)) throw new Error(`A filing at ${deskId} was judged twice and not alike`);
  const { after, events } = await withNumber(tx, decision, context);
  await keep(parts, tx, { caseId, key: order.key, before: NO_CASE, after, events, context });
  return { ok: true, file: { id: caseId, case: after, events, context }, events, repeated: false };
}

/** Where the regulation says nothing about numbers. */
const HOUSE_NUMBERS: Pick<NumberSpec, "pattern" | "restart" | "dated" | "givenAt"> = {
  pattern: HOUSE_PATTERN,
  dated: "received",
};

function withoutNumber(command: Extract<Command, { type: "file" }>) {
  const { number: _, ...rest } = command;
  return rest;
}

async function repeatedFiling(parts: PipeParts, tx: Tx, order: Order): Promise<Outcome> {
  const caseId = await filedBefore(tx, order.key);
  const file = caseId === undefined ? undefined : await fileOf(parts, tx, caseId);
  if (file === undefined) return { ok: false, refusal: NO_SUCH_CASE };
  return { ok: true, file, events: await readEventsOf(tx, file.id, order.key), repeated: true };
}

async function tickIn(parts: PipeParts, tx: Tx, caseId: string): Promise<number | undefined> {
  const standing = await standingOf(parts, tx, caseId);
  const due = standing?.locked.nextTick;
  // Another copy of the app was here first.
  if (standing === undefined || due === undefined || due > standing.now) return due;
  const order: Order = { command: { type: "tick" }, by: DESK, key: "" };
  const { decision, context } = await judge(tx, { order, caseId }, standing);
  if (!("after" in decision)) throw new Error(`A tick of the case ${caseId} was not carried out`);
  const { after, events } = decision;
  const kept = await keep(parts, tx, { caseId, key: order.key, before: standing.locked.state, after, events, context });
  const next = kept.nextTick ?? undefined;
  if (next !== undefined && next <= standing.now && events.length === 0) {
    throw new Error(`The case ${caseId} has something due at ${new Date(next).toISOString()} that never happens`);
  }
  return next;
}
