import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { ContainerBlock } from "@slack/types";
import { Icon } from "../elements/icons.tsx";
import { ImageElementView } from "../elements/image.tsx";
import { RichText } from "../text/rich-text.tsx";
import { Plain, Text } from "../text/text.tsx";
import { Blocks } from "./block.tsx";

/** Blocks under one title, which may fold away. */
export function Container({ of }: { of: ContainerBlock }): JSX.Element {
  const id = useId();
  const folds = of.is_collapsible === true;
  const [open, setOpen] = useState(!(folds && of.default_collapsed === true));
  const title = (
    <span class="container-words" id={`${id}-title`}>
      <span class="container-title">
        {of.rich_text_title ? <RichText of={of.rich_text_title} /> : of.title ? <Plain of={of.title} /> : null}
      </span>
      {of.subtitle ? (
        <span class="container-subtitle">
          <Text of={of.subtitle} />
        </span>
      ) : null}
    </span>
  );
  const divided = of.has_header_divider === true && !folds;
  return (
    <section class={`container ${of.width ?? "standard"}`} aria-labelledby={`${id}-title`}>
      <div class={`container-head${divided ? " divided" : ""}`}>
        {of.icon ? <ImageElementView of={of.icon} /> : null}
        {folds ? (
          <button
            type="button"
            class="fold"
            aria-expanded={open}
            aria-controls={`${id}-inside`}
            onClick={() => setOpen(!open)}
          >
            {title}
            <Icon name={open ? "up" : "down"} />
          </button>
        ) : (
          title
        )}
      </div>
      <div id={`${id}-inside`} hidden={!open}>
        <Blocks of={of.child_blocks} />
      </div>
    </section>
  );
}
