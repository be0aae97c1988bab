import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type {
  ActionsBlock,
  AlertBlock,
  ContextActionsBlock,
  ContextBlock,
  HeaderBlock,
  SectionBlock,
  MrkdwnElement,
  PlainTextElement,
} from "@slack/types";
import { ElementView } from "../elements/element.tsx";
import { FieldContext } from "../elements/field.ts";
import { Icon, type IconName } from "../elements/icons.tsx";
import { ImageElementView } from "../elements/image.tsx";
import { useSurface } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { Plain, Text } from "../text/text.tsx";

const STANDING_ALONE = { invalid: false, required: false, dispatch: true, inInput: false };

export function Section({ of, id }: { of: SectionBlock; id: string }): JSX.Element {
  return (
    <div class={`section${of.accessory ? ` beside-${of.accessory.type}` : ""}`}>
      <div class="section-words">
        {of.text ? <LongText of={of.text} whole={of.expand === true} /> : null}
        {of.fields ? (
          <div class="fields">
            {of.fields.map((field, index) => (
              <div key={index} class="field-text">
                <Text of={field} />
              </div>
            ))}
          </div>
        ) : null}
      </div>
      {of.accessory ? (
        <div class={`accessory with-${of.accessory.type}`}>
          <FieldContext.Provider value={STANDING_ALONE}>
            <ElementView of={of.accessory} block={id} />
          </FieldContext.Provider>
        </div>
      ) : null}
    </div>
  );
}

const FOLD_AT = 700;

/* In messages Slack folds long sections; in windows it never does. */
function LongText({ of, whole }: { of: PlainTextElement | MrkdwnElement; whole: boolean }): JSX.Element {
  const { kind } = useSurface();
  const { words } = useWorld();
  const [open, setOpen] = useState(false);
  const folds = kind === "message" && !whole && of.text.length > FOLD_AT;
  return (
    <div>
      <div class={folds && !open ? "folded" : ""}>
        <Text of={of} />
      </div>
      {folds ? (
        <button type="button" class="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.showLess : words.showMore}
        </button>
      ) : null}
    </div>
  );
}

export function Actions({ of, id }: { of: ActionsBlock; id: string }): JSX.Element {
  return (
    <div class="actions">
      <FieldContext.Provider value={STANDING_ALONE}>
        {of.elements.map((element, index) => (
          <ElementView
            key={("action_id" in element ? element.action_id : undefined) ?? index}
            of={element}
            block={id}
          />
        ))}
      </FieldContext.Provider>
    </div>
  );
}

export function ContextActions({ of, id }: { of: ContextActionsBlock; id: string }): JSX.Element {
  return (
    <div class="context-actions">
      {of.elements.map((element, index) => (
        <ElementView key={element.action_id ?? index} of={element} block={id} />
      ))}
    </div>
  );
}

export function Context({ of }: { of: ContextBlock }): JSX.Element {
  return (
    <div class="context">
      {of.elements.map((element, index) =>
        element.type === "image" ? (
          <ImageElementView key={index} of={element} />
        ) : (
          <span key={index} class="context-text">
            <Text of={element} />
          </span>
        ),
      )}
    </div>
  );
}

/** `level` 1 to 4 is on the platform and not yet in @slack/types. */
export function Header({ of }: { of: HeaderBlock & { level?: number } }): JSX.Element {
  const level = of.level ?? 1;
  return (
    <div class="header" role="heading" aria-level={Math.min(level + 2, 6)} data-level={level}>
      <Plain of={of.text} />
    </div>
  );
}

const ALERT_ICONS: Record<NonNullable<AlertBlock["level"]>, IconName> = {
  default: "info",
  info: "info",
  warning: "warning",
  error: "error",
  success: "success",
};

export function Alert({ of }: { of: AlertBlock }): JSX.Element {
  const { words } = useWorld();
  const level = of.level ?? "default";
  return (
    <div
      class={`alert ${level}`}
      role={level === "error" || level === "warning" ? "alert" : "note"}
      aria-label={words.alertLevels[level]}
    >
      <Icon name={ALERT_ICONS[level]} />
      <div>
        <Text of={of.text} />
      </div>
    </div>
  );
}
