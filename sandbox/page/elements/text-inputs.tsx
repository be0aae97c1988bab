import type { JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import type { EmailInput, NumberInput, PlainTextInput, URLInput } from "@slack/types";
import { useSurface, type Target } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { fieldAttributes, useField, useFocusOnLoad } from "./field.ts";

type TextElement = PlainTextInput | EmailInput | URLInput | NumberInput;

const LONGEST = 3000;
/* Room for this many characters is worth a word, or a tenth of all. */
const NEAR_END = 20;

/** Single and multi-line text, address, link and number. What is typed stays here until it is sent on. */
export function TextInputElement({ of, target }: { of: TextElement; target: Target }): JSX.Element {
  const { form, locked, use } = useSurface();
  const { words } = useWorld();
  const field = useField();
  const focus = useFocusOnLoad<HTMLInputElement & HTMLTextAreaElement>(of.focus_on_load);
  const read = form.read(target);
  const value = typeof read === "string" ? read : "";
  const multiline = of.type === "plain_text_input" && of.multiline === true;
  const sends =
    field.dispatch && field.inInput ? (of.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]) : [];
  const type = (next: string): void => {
    form.write(target, next === "" ? null : next);
    if (sends.includes("on_character_entered")) void use(target, next === "" ? null : next, "character");
  };
  useLayoutEffect(() => {
    if (multiline && focus.current) fitHeight(focus.current);
  }, [value, multiline]);
  const shared = {
    value,
    disabled: locked,
    placeholder: of.placeholder?.text,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => type(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.isComposing || event.shiftKey || !sends.includes("on_enter_pressed")) return;
      event.preventDefault();
      void use(target, value === "" ? null : value, "enter");
    },
    ...fieldAttributes(field, of.placeholder?.text ?? words.messages),
  };
  return (
    <span class="text-field">
      {multiline ? (
        <textarea ref={focus} rows={3} {...shared} />
      ) : (
        <input ref={focus} type="text" inputMode={KEYBOARDS[of.type]} {...shared} />
      )}
      {of.type === "plain_text_input" ? <Counter length={value.length} of={of} /> : null}
      {sends.includes("on_enter_pressed") && value !== "" && !multiline ? (
        <small class="hint">{words.pressEnter}</small>
      ) : null}
    </span>
  );
}

/* Only the keyboard differs: type=number and its like swallow what they cannot read, and Slack sends the text as typed. */
const KEYBOARDS = {
  plain_text_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  number_input: "decimal",
} as const;

function Counter({ length, of }: { length: number; of: PlainTextInput }): JSX.Element | null {
  const { words } = useWorld();
  const most = of.max_length ?? LONGEST;
  if (length > most) return <small class="counter over">{words.charactersTooMany(length - most)}</small>;
  if (of.min_length !== undefined && length > 0 && length < of.min_length)
    return <small class="counter">{words.charactersMissing(of.min_length - length)}</small>;
  if (most - length <= Math.max(NEAR_END, most / 10))
    return <small class="counter">{words.charactersLeft(most - length)}</small>;
  return null;
}

/* For browsers without field-sizing; what is not shown yet has no height to fit. */
function fitHeight(area: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing: content") || area.scrollHeight === 0) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}
