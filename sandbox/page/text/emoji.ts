import names from "emojibase-data/en/shortcodes/iamcal.json" with { type: "json" };

/* iamcal's list is the one that Slack took its short names from, so `:double_vertical_bar:` means the same here. */
const byName = new Map<string, string>();
for (const [code, name] of Object.entries<string | string[]>(names))
  for (const each of Array.isArray(name) ? name : [name]) if (!byName.has(each)) byName.set(each, code);
byName.set("simple_smile", "1F642");

/** Whether Slack has a standard emoji of this name (without colons or skin tone). */
export function knowsEmoji(name: string): boolean {
  return byName.has(name);
}

/** The character for a name such as `wave` or `wave::skin-tone-3`; undefined for an unknown name. */
export function emojiOf(name: string): string | undefined {
  const [base = "", tone] = name.split("::");
  const code = byName.get(base);
  if (code === undefined) return undefined;
  const suffix = tone === undefined ? "" : String.fromCodePoint(0x1f3fa + Number(tone.at(-1)) - 1);
  return charactersOf(code) + suffix;
}

/** The character for a code such as `1f44d` or `1F468-200D-1F4BB`, drawn as a picture and not as a letter. */
export function charactersOf(code: string): string {
  return code
    .split("-")
    .map((each) => Number.parseInt(each, 16))
    .filter((each) => Number.isFinite(each) && each !== 0xfe0f)
    .map((point) => String.fromCodePoint(point) + (needsPictureMark(point) ? "\u{FE0F}" : ""))
    .join("");
}

/** Names that start with or contain the words typed, the shortest first; for the composer's suggestions. */
export function findEmoji(typed: string, limit: number): string[] {
  const wanted = typed.toLowerCase();
  return [...byName.keys()]
    .filter((name) => name.includes(wanted))
    .toSorted((a, b) => Number(b.startsWith(wanted)) - Number(a.startsWith(wanted)) || a.length - b.length)
    .slice(0, limit);
}

/* Signs below the emoji planes exist as plain letters too; digits and # only become keycaps with the mark. */
function needsPictureMark(point: number): boolean {
  if (point === 0x200d || point === 0x20e3) return false;
  return (point >= 0x2000 && point < 0x1f000) || point === 0xa9 || point === 0xae || (point >= 0x23 && point <= 0x39);
}
