import type { ConversationSeen, OptionSeen } from "../../protocol.ts";
import type { World } from "../state/world.ts";
import type { Select, MultiSelect } from "@slack/types";

export type SelectElement = Select | MultiSelect;

export interface OptionGroup {
  label?: string;
  options: OptionSeen[];
}

/** Options that stand in the element itself, or undefined where they must be asked for. */
export function ownOptions(of: SelectElement): OptionGroup[] | undefined {
  if (of.type !== "static_select" && of.type !== "multi_static_select") return undefined;
  if (of.option_groups)
    return of.option_groups.map((group) => ({ label: group.label.text, options: group.options.map(seenOption) }));
  return [{ options: (of.options ?? []).map(seenOption) }];
}

interface PlainOption {
  value?: string;
  text: { text: string };
  description?: { text: string };
}

function seenOption(option: PlainOption): OptionSeen {
  return {
    value: option.value ?? "",
    text: option.text.text,
    ...(option.description ? { description: option.description.text } : {}),
  };
}

/** Options whose words contain what was typed. */
export function filterOptions(groups: OptionGroup[], query: string): OptionGroup[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return groups;
  return groups
    .map((group) => ({
      ...group,
      options: group.options.filter((option) => option.text.toLowerCase().includes(wanted)),
    }))
    .filter((group) => group.options.length > 0);
}

/** The words for a chosen value: from the lists, from what the app preselected, or from the directory. */
export function labelOf(value: string, of: SelectElement, known: OptionGroup[], world: World): string {
  for (const group of [...known, { options: preselected(of) }])
    for (const option of group.options) if (option.value === value) return option.text;
  const person = world.people.get(value);
  if (person) return person.displayName;
  const conversation = world.conversations.get(value);
  return conversation ? conversationLabel(conversation) : value;
}

export function conversationLabel(conversation: ConversationSeen): string {
  return conversation.kind === "public" || conversation.kind === "private"
    ? `#${conversation.name}`
    : conversation.name;
}

function preselected(of: SelectElement): OptionSeen[] {
  if ("initial_option" in of && of.initial_option) return [seenOption(of.initial_option)];
  if ("initial_options" in of && of.initial_options) return of.initial_options.map(seenOption);
  return [];
}
