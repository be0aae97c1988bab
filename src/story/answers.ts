import { instantOf } from "../calendar/zone.ts";
import type { FactValue, FileRef } from "../desk/facts.ts";
import type { Field } from "../regulation/shape.ts";

/** A story's files are names only. */
export function fileNamed(name: string): FileRef {
  return { id: name, name, mimetype: "application/octet-stream", size: 0 };
}

/** `2026-11-24 09:12` on the desk's wall as an instant. */
export function instantIn(zone: string, local: string): number {
  const [date = "", time = ""] = local.split(" ");
  return instantOf(zone, { date, time });
}

function oneValue(field: Field, written: string | number, zone: string): FactValue {
  switch (field.type) {
    case "number":
      return Number(written);
    case "time":
      return typeof written === "string" && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/.test(written)
        ? instantIn(zone, written)
        : String(written);
    case "money": {
      const [amount = "", currency = ""] = String(written).split(" ");
      return { amount: Number(amount), currency };
    }
    case "choices":
    case "people":
      return [String(written)];
    case "file":
      return [fileNamed(String(written))];
    case "text":
    case "long-text":
    case "yes-no":
    case "choice":
    case "date":
    case "person":
    case "entry":
      return String(written);
  }
}

/** An answer as written in a story, as its field holds it. */
export function answerFrom(field: Field, written: string | number | readonly string[], zone: string): FactValue {
  if (typeof written === "string" || typeof written === "number") return oneValue(field, written, zone);
  return field.type === "file" ? written.map(fileNamed) : written;
}
