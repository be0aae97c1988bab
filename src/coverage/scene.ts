import { instantOf } from "../calendar/zone.ts";
import type { Case } from "../desk/case.ts";
import type { Context } from "../desk/context.ts";
import { DUTY_PREFIX, regulationOf } from "../desk/duties.ts";
import type { Facts, FactValue } from "../desk/facts.ts";
import { evolve, NO_CASE } from "../desk/fold.ts";
import type { CaseFile, DeskFile } from "../desk/service.ts";
import { DEFAULT_KIND } from "../regulation/built-in.ts";
import type { Conditional, FactTest, Field, Language, Regulation } from "../regulation/shape.ts";
import { readerVoice, type Reader } from "../slack/voice.ts";
import { idOf, stageFor } from "../story/stage.ts";
import type { Stage } from "../story/story.ts";

const READER = "Reader";
const NOW = instantOf("Asia/Shanghai", { date: "2026-11-24", time: "10:00" });

/** A desk under a regulation where one person holds every role, so that nothing is hidden from who looks. */
export interface Scene {
  readonly desk: DeskFile;
  readonly reader: (language: Language) => Reader;
}

export function sceneFor(regulation: Regulation): Scene {
  const department = "engineering";
  const roles = regulation.roles.map(({ id, at }) => (at === "department" ? `${id} of ${department}` : id));
  const stage: Stage = stageFor(
    { story: regulation.id, clauses: [""], walk: [{}], departments: { [department]: [] }, people: { [READER]: roles } },
    regulation,
  );
  const context: Context = { ...stage, counts: {}, listed: [], now: NOW };
  const person = stage.people.persons[idOf(READER)];
  if (person === undefined) throw new Error("There is no reader");
  return {
    desk: { desk: stage.desk, regulation, people: stage.people, context },
    reader: (language) => readerVoice({ ...person, language }, NOW),
  };
}

/** A value that fits a field; the first option where there are any. */
function anyAnswer(field: Field): FactValue {
  switch (field.type) {
    case "yes-no":
      return "yes";
    case "choice":
      return field.id === "department" ? "engineering" : (field.options[0]?.id ?? "…");
    case "choices":
      return [field.options[0]?.id ?? "…"];
    case "number":
      return 1;
    case "money":
      return { amount: 1, currency: "CNY" };
    case "date":
      return "2026-11-24";
    case "time":
      return NOW;
    case "person":
      return idOf(READER);
    case "people":
      return [idOf(READER)];
    case "file":
      return [{ id: "F", name: "…", mimetype: "image/png", size: 1 }];
    case "text":
    case "long-text":
    case "entry":
      return "…";
  }
}

/** Every field that a form of the regulation asks, with an answer; nobody is complained about. */
export function allAnswers({ fields, forms, intake, steps, duties }: Regulation): Facts {
  const asking = [intake, ...steps, ...duties];
  const filled = forms.filter(({ id }) => asking.some(({ fill }) => fill.includes(id))).flatMap((form) => form.fields);
  const asked = new Set([...asking.flatMap(({ ask }) => ask.map(({ field }) => field)), ...filled]);
  const answered = fields.filter(({ id }) => asked.has(id) && !["level", "kind", "accused"].includes(id));
  return Object.fromEntries(answered.map((field) => [field.id, anyAnswer(field)]));
}

function valueFor(test: FactTest, field: Field | undefined): FactValue | undefined {
  switch (test.test) {
    case "one-of": {
      const [value = "yes"] = test.values;
      return field?.type === "choices" || field?.type === "people" ? [value] : value;
    }
    case "given":
      return field === undefined ? "yes" : anyAnswer(field);
    case "compare": {
      const { comparison, amount, currency = "CNY" } = test;
      const fitting = comparison === "more than" ? amount + 1 : comparison === "less than" ? amount - 1 : amount;
      return field?.type === "money" ? { amount: fitting, currency } : fitting;
    }
    case "missing":
    case "ask":
      return undefined;
  }
}

/** Facts under which a line with conditions fits: one set for each of its alternatives; one empty set without. */
export function factsFor({ when }: Conditional, { fields }: Regulation): readonly Facts[] {
  if (when === undefined) return [{}];
  return when.map((tests) => {
    const pairs = tests.flatMap((test): [string, FactValue][] => {
      const value = valueFor(
        test,
        fields.find(({ id }) => id === test.fact),
      );
      return value === undefined ? [] : [[test.fact, value]];
    });
    return Object.fromEntries(pairs);
  });
}

/** A case in which this is known; level, kind and findings are set, not answered. */
export function caseWith(facts: Facts, { desk: { context } }: Scene): CaseFile {
  const { regulation, desk } = context;
  const { level, kind, ...answers } = facts;
  const common = { at: NOW, by: idOf(READER) };
  const own = Object.fromEntries(
    Object.entries(answers).filter(([id]) => regulation.fields.some((field) => field.id === id)),
  );
  let current: Case = evolve(NO_CASE, {
    ...common,
    type: "received",
    kind: typeof kind === "string" ? kind : (regulation.kinds[0]?.id ?? DEFAULT_KIND.id),
    desk: desk.id,
    edition: regulation.id,
    receivedAt: NOW,
    receiver: idOf(READER),
    facts: { "what-happened": "…", department: "engineering", ...own },
    files: [],
  });
  current = evolve(current, { ...common, type: "numbered", number: "1" });
  if (typeof level === "string")
    current = evolve(current, { ...common, type: "level-set", level, how: "criteria", grounds: [] });
  for (const { id } of regulation.findings) {
    const value = answers[id];
    if (typeof value === "string")
      current = evolve(current, { ...common, type: "found", finding: id, value, how: "person" });
  }
  return { id: "case", case: current, events: [], context };
}

/** An occurrence of a duty. */
export function occurrenceOf(duty: string, scene: Scene): CaseFile {
  const kind = `${DUTY_PREFIX}${duty}`;
  const { context } = scene.desk;
  const under: Context = { ...context, regulation: regulationOf(kind, context.regulation) };
  return caseWith({ kind }, { ...scene, desk: { ...scene.desk, context: under } });
}
