import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { InputBlock } from "@slack/types";
import { ElementView } from "../elements/element.tsx";
import { FieldContext } from "../elements/field.ts";
import { useSurface } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { Plain } from "../text/text.tsx";

/** A labelled field with its hint, and beside it the sentence of what is wrong. */
export function Input({ of, id }: { of: InputBlock; id: string }): JSX.Element {
  const { errors, kind } = useSurface();
  const { words } = useWorld();
  const own = useId();
  const error = errors[id];
  const described = [error === undefined ? "" : `${own}-error`, of.hint ? `${own}-hint` : ""].filter(Boolean).join(" ");
  const optional = of.optional === true;
  return (
    <div class={`input-block${error === undefined ? "" : " wrong"}`} data-block={id}>
      <div class="label">
        <span id={`${own}-label`}>
          <Plain of={of.label} />
        </span>
        {optional && kind === "modal" ? <span class="optional"> {words.optional}</span> : null}
      </div>
      <FieldContext.Provider
        value={{
          labelId: `${own}-label`,
          ...(described ? { describedBy: described } : {}),
          invalid: error !== undefined,
          required: !optional,
          dispatch: of.dispatch_action === true,
          inInput: true,
        }}
      >
        <ElementView of={of.element} block={id} />
      </FieldContext.Provider>
      {error === undefined ? null : (
        <p id={`${own}-error`} class="field-error" role="alert">
          {error}
        </p>
      )}
      {of.hint ? (
        <p id={`${own}-hint`} class="hint">
          <Plain of={of.hint} />
        </p>
      ) : null}
    </div>
  );
}
