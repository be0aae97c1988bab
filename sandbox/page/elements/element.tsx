import type { JSX } from "preact";
import type {
  ActionsBlockElement,
  ContextActionsBlockElement,
  InputBlockElement,
  SectionBlockAccessory,
} from "@slack/types";
import type { Target } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import {
  ButtonElement,
  FeedbackElement,
  IconButtonElement,
  OverflowElement,
  WorkflowButtonElement,
} from "./buttons.tsx";
import { CheckboxesElement, RadioElement } from "./choices.tsx";
import { DateElement, DateTimeElement, TimeElement } from "./dates.tsx";
import { FileInputElement } from "./file-input.tsx";
import { ImageElementView } from "./image.tsx";
import { RichTextInputElement } from "./rich-text-input.tsx";
import { SelectMenu } from "./select.tsx";
import { TextInputElement } from "./text-inputs.tsx";

export type AnyElement = ActionsBlockElement | ContextActionsBlockElement | InputBlockElement | SectionBlockAccessory;

/** Any element that can stand on a surface, by its type. */
export function ElementView({ of, block }: { of: AnyElement; block: string }): JSX.Element | null {
  const { words } = useWorld();
  const target: Target = { block, action: "action_id" in of ? (of.action_id ?? "") : "" };
  switch (of.type) {
    case "button":
      return <ButtonElement of={of} target={target} />;
    case "workflow_button":
      return <WorkflowButtonElement of={of} />;
    case "feedback_buttons":
      return <FeedbackElement of={of} target={target} />;
    case "icon_button":
      return <IconButtonElement of={of} target={target} />;
    case "overflow":
      return <OverflowElement of={of} target={target} />;
    case "image":
      return <ImageElementView of={of} />;
    case "checkboxes":
      return <CheckboxesElement of={of} target={target} />;
    case "radio_buttons":
      return <RadioElement of={of} target={target} />;
    case "datepicker":
      return <DateElement of={of} target={target} />;
    case "timepicker":
      return <TimeElement of={of} target={target} />;
    case "datetimepicker":
      return <DateTimeElement of={of} target={target} />;
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return <TextInputElement of={of} target={target} />;
    case "rich_text_input":
      return <RichTextInputElement of={of} target={target} />;
    case "file_input":
      return <FileInputElement of={of} target={target} />;
    case "static_select":
    case "external_select":
    case "users_select":
    case "conversations_select":
    case "channels_select":
    case "multi_static_select":
    case "multi_external_select":
    case "multi_users_select":
    case "multi_conversations_select":
    case "multi_channels_select":
      return <SelectMenu of={of} target={target} />;
    default:
      return <p class="trouble">{words.unknownBlock(typeOf(of))}</p>;
  }
}

/* The sandbox refuses what it does not know; this is for a platform that has learnt something since. */
function typeOf(of: never): string {
  const unknown: unknown = of;
  return typeof unknown === "object" && unknown !== null && "type" in unknown ? String(unknown.type) : "?";
}
