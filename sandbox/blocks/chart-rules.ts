import { isObject, objectAt, objectsAt, textAt, textsAt, type JsonObject } from "../json.ts";
import { LIMITS } from "../limits.ts";
import { FLAWS, type Flaw } from "./flaw.ts";
import { byType, list, number, object, optional, text, typed, type Fields, type Rule } from "./schema.ts";

const { chart: CHART } = LIMITS;

const label = text({ least: 1, most: CHART.label });

const above0: Rule = (value, pointer) => {
  const flaws = number()(value, pointer);
  return flaws.length > 0 || Number(value) > 0 ? flaws : [FLAWS.notAbove(0)(pointer)];
};

const pie = object({
  type: typed,
  segments: list(object({ label, value: above0 }), { least: 1, most: CHART.segments }),
});

const series = object(
  {
    type: typed,
    series: list(
      object({ name: label, data: list(object({ label, value: number() }), { least: 1, most: CHART.points }) }),
      { least: 1, most: CHART.series },
    ),
    axis_config: object({
      categories: list(label, { least: 1, most: CHART.points }),
      x_label: optional(text({ most: CHART.axisLabel })),
      y_label: optional(text({ most: CHART.axisLabel })),
    }),
  },
  uniqueNames,
  sameCategories,
);

/** A chart: a title, and a pie or one of the three with axes. */
export function chartBlock(common: Fields): Rule {
  return object({
    ...common,
    title: text({ least: 1, most: CHART.title }),
    chart: byType({ pie, bar: series, area: series, line: series }),
  });
}

function uniqueNames(chart: JsonObject, pointer: string): Flaw[] {
  const names = objectsAt(chart, "series").map((one) => textAt(one, "name") ?? "");
  return names.flatMap((name, at) =>
    names.indexOf(name) === at ? [] : [FLAWS.sameSeries(name)(`${pointer}/series/${at}/name`)],
  );
}

function sameCategories(chart: JsonObject, pointer: string): Flaw[] {
  const categories = textsAt(objectAt(chart, "axis_config"), "categories");
  return objectsAt(chart, "series").flatMap((one, at) => {
    const labels = objectsAt(one, "data").map((point) => (isObject(point) ? textAt(point, "label") : ""));
    const same = labels.length === categories.length && labels.every((name, place) => name === categories[place]);
    return same ? [] : [FLAWS.otherCategories(`${pointer}/series/${at}/data`)];
  });
}
