/** What PostgreSQL's jsonb cannot hold: the NUL character, and halves of surrogate pairs (from a text cut in an emoji). */
function cleanText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes("\u0000") ? whole.replaceAll("\u0000", "") : whole;
}

function clean(_key: string, value: unknown): unknown {
  return typeof value === "string" ? cleanText(value) : value;
}

/** JSON that a jsonb column takes, whatever people typed. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, clean);
}

/** The value as it will come back from a jsonb column, undefined members left out. */
export function asStored<Value>(value: Value): Value {
  const stored: Value = JSON.parse(toJson(value));
  return stored;
}
