import type { JSX } from "preact";
import type { Author } from "../../protocol.ts";
import { emojiOf } from "../text/emoji.ts";

/* Dark enough for white letters (4.5:1). */
const COLORS = ["#2f5d62", "#7a3e2e", "#4b4e8c", "#7d2a4d", "#3f6b2a", "#6b5413", "#245d94", "#7b3a78"];

/** A square with initials; nobody's photograph. Decoration only: the name always stands beside it. */
export function Avatar({ id, name, small = false }: { id: string; name: string; small?: boolean }): JSX.Element {
  return (
    <span class={`avatar${small ? " small" : ""}`} style={{ background: colorOf(id) }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export function AuthorAvatar({ of }: { of: Author }): JSX.Element {
  if (of.kind === "slack")
    return (
      <span class="avatar" style={{ background: "#56656f" }} aria-hidden="true">
        S
      </span>
    );
  if (of.kind === "person") return <Avatar id={of.id} name={of.name} />;
  const emoji = of.iconEmoji === undefined ? undefined : emojiOf(of.iconEmoji.replaceAll(":", ""));
  if (emoji !== undefined)
    return (
      <span class="avatar plain emoji" aria-hidden="true">
        {emoji}
      </span>
    );
  if (of.iconUrl !== undefined) return <img class="avatar" src={of.iconUrl} alt="" />;
  return <Avatar id={of.id} name={of.name} />;
}

function colorOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return COLORS[sum % COLORS.length] ?? "#2f5d62";
}

/* Chinese names are told apart by their last two characters, others by their initials. */
function initialsOf(name: string): string {
  const han = name.match(/\p{Script=Han}/gu);
  if (han) return han.slice(-2).join("");
  const words = name.split(/[\s._-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join("");
}
