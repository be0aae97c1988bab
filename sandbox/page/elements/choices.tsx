import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Checkboxes, Option, RadioButtons } from "@slack/types";
import { useSurface, type Target } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { Text, Plain } from "../text/text.tsx";
import { useConfirm } from "./confirm.tsx";
import { fieldAttributes, useField, useFocusOnLoad } from "./field.ts";

export function CheckboxesElement({ of, target }: { of: Checkboxes; target: Target }): JSX.Element {
  const { form, locked, use } = useSurface();
  const { words } = useWorld();
  const field = useField();
  const ask = useConfirm();
  const focus = useFocusOnLoad<HTMLInputElement>(of.focus_on_load);
  const chosen = listOf(form.read(target));
  const change = async (option: Option, on: boolean): Promise<void> => {
    const value = option.value ?? "";
    if (!(await ask(of.confirm))) return form.write(target, [...chosen]);
    const next = of.options
      .map((each) => each.value ?? "")
      .filter((each) => (each === value ? on : chosen.includes(each)));
    form.write(target, next);
    await use(target, next);
  };
  return (
    <div class="choices" role="group" {...groupAttributes(field, words.chooseMany)}>
      {of.options.map((option, index) => (
        <Choice key={option.value} option={option}>
          {(ids) => (
            <input
              type="checkbox"
              ref={index === 0 ? focus : null}
              {...ids}
              checked={chosen.includes(option.value ?? "")}
              disabled={locked}
              onClick={(event) => {
                event.preventDefault();
                void change(option, !chosen.includes(option.value ?? ""));
              }}
            />
          )}
        </Choice>
      ))}
    </div>
  );
}

export function RadioElement({ of, target }: { of: RadioButtons; target: Target }): JSX.Element {
  const { form, locked, use } = useSurface();
  const { words } = useWorld();
  const field = useField();
  const ask = useConfirm();
  const name = useId();
  const focus = useFocusOnLoad<HTMLInputElement>(of.focus_on_load);
  const chosen = form.read(target);
  const change = async (value: string): Promise<void> => {
    if (value === chosen) return;
    const yes = await ask(of.confirm);
    form.write(target, yes ? value : chosen);
    if (yes) await use(target, value);
  };
  const { "aria-invalid": _, ...attributes } = fieldAttributes(field, words.choose);
  return (
    <div class="choices" role="radiogroup" {...attributes} {...(field.invalid ? { "aria-invalid": "true" } : {})}>
      {of.options.map((option, index) => (
        <Choice key={option.value} option={option}>
          {(ids) => (
            <input
              type="radio"
              name={name}
              ref={index === 0 ? focus : null}
              {...ids}
              checked={chosen === option.value}
              disabled={locked}
              onChange={() => void change(option.value ?? "")}
            />
          )}
        </Choice>
      ))}
    </div>
  );
}

/* role=group knows neither required nor invalid. */
function groupAttributes(
  field: ReturnType<typeof useField>,
  fallback: string,
): Record<string, string | boolean | undefined> {
  const { "aria-required": _, "aria-invalid": __, ...rest } = fieldAttributes(field, fallback);
  return rest;
}

interface ChoiceIds {
  id: string;
  "aria-describedby"?: string;
}

function Choice({ option, children }: { option: Option; children: (ids: ChoiceIds) => JSX.Element }): JSX.Element {
  const id = useId();
  const note = `${id}-note`;
  return (
    <div class="choice">
      {children({ id, ...(option.description ? { "aria-describedby": note } : {}) })}
      <span>
        <label for={id}>
          <Text of={option.text} />
        </label>
        {option.description ? (
          <small id={note}>
            <Plain of={option.description} />
          </small>
        ) : null}
      </span>
    </div>
  );
}

export function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
