import type { Case } from "./case.ts";
import { clocksOf, openClocks, type Clock } from "./clocks.ts";
import type { Context } from "./context.ts";
import { nextStep } from "./next.ts";
import { followerOf, ownerOf } from "./people.ts";
import { departmentOf } from "./directory.ts";
import type { CaseRow } from "./service.ts";

function textFact(current: Case, field: string): string | undefined {
  const value = current.facts[field];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The clock that ends first; of several at once that of the step that comes first. */
function earliest(clocks: readonly Clock[]): Clock | undefined {
  return clocks.filter((clock) => clock.due !== undefined).toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0))[0];
}

/** The row of a list: what is kept beside the case for queries. */
export function rowOf(id: string, current: Case, context: Context): CaseRow {
  const next = nextStep(current, context);
  const open = openClocks(clocksOf(current, context));
  const missed = open.filter((clock) => clock.state === "missed");
  const first = earliest(missed.length > 0 ? missed : open);
  const matter = textFact(current, "category");
  const department = departmentOf(current) ?? textFact(current, "proposed-department");
  const told = [...new Set(missed.flatMap((clock) => clock.miss?.told ?? []).flatMap(({ people }) => people))];
  const asked = current.ended === undefined ? current.escalations.filter(({ decided }) => decided === undefined) : [];
  const deciders = [...new Set(asked.flatMap(({ people }) => people))];
  const weight = context.regulation.levels.find((level) => level.id === current.level?.id)?.weight;
  const owner = ownerOf(current, context).people[0];
  const follower = followerOf(current, context).people[0];
  return {
    id,
    number: current.number ?? "",
    desk: current.desk,
    kind: current.kind,
    overdue: missed.length > 0,
    waiting: current.waits.some((wait) => wait.endedAt === undefined),
    restricted: current.restricted,
    receivedAt: current.firstReceivedAt,
    ...(matter === undefined ? {} : { matter }),
    ...(department === undefined ? {} : { department }),
    ...(current.level === undefined ? {} : { level: current.level.id }),
    ...(weight === undefined ? {} : { weight }),
    ...(told.length === 0 ? {} : { told }),
    ...(deciders.length === 0 ? {} : { deciders }),
    ...(next === undefined ? {} : { nextStep: next.step.id }),
    ...(first?.due === undefined ? {} : { due: first.due, dueStep: first.step }),
    ...(owner === undefined ? {} : { owner }),
    ...(follower === undefined ? {} : { follower }),
    ...(current.ended === undefined ? {} : { ended: current.ended.how }),
  };
}
