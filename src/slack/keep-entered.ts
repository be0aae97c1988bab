import type { InputBlock, InputBlockElement, KnownBlock } from "@slack/types";
import { idOfBlock, type Answers } from "./answers.ts";
import { option } from "./blocks.ts";
import { clip } from "./clip.ts";
import { LIMITS } from "./limits.ts";

/** The element with what the person had entered as its first value. Files cannot be put back. */
function filled(element: InputBlockElement, id: string, answers: Answers): InputBlockElement {
  switch (element.type) {
    case "plain_text_input": {
      const text = answers.text(id);
      return text === undefined
        ? element
        : { ...element, initial_value: clip(text, element.max_length ?? LIMITS.initialValue) };
    }
    case "number_input": {
      const number = answers.number(id);
      return number === undefined ? element : { ...element, initial_value: String(number) };
    }
    case "datepicker": {
      const date = answers.date(id);
      return date === undefined ? element : { ...element, initial_date: date };
    }
    case "datetimepicker": {
      const at = answers.moment(id);
      return at === undefined ? element : { ...element, initial_date_time: Math.floor(at / 1000) };
    }
    case "users_select": {
      const person = answers.person(id);
      return person === undefined ? element : { ...element, initial_user: person };
    }
    case "multi_users_select": {
      const people = answers.people(id) ?? [];
      return people.length === 0 ? element : { ...element, initial_users: [...people] };
    }
    case "radio_buttons": {
      const option = element.options.find(({ value }) => value === answers.choice(id));
      return option === undefined ? element : { ...element, initial_option: option };
    }
    case "static_select": {
      const option = element.options?.find(({ value }) => value === answers.choice(id));
      return option === undefined ? element : { ...element, initial_option: option };
    }
    case "external_select": {
      const [value, label] = [answers.choice(id), answers.chosenWords(id)];
      return value === undefined || label === undefined
        ? element
        : { ...element, initial_option: option({ value, label }) };
    }
    case "checkboxes": {
      const options = element.options.filter(
        ({ value }) => value !== undefined && answers.choices(id)?.includes(value) === true,
      );
      return options.length === 0 ? element : { ...element, initial_options: options };
    }
    case "multi_static_select": {
      const options = (element.options ?? []).filter(
        ({ value }) => value !== undefined && answers.choices(id)?.includes(value) === true,
      );
      return options.length === 0 ? element : { ...element, initial_options: options };
    }
    default:
      return element;
  }
}

function isInput(block: KnownBlock): block is InputBlock {
  return block.type === "input";
}

/** The same blocks with everything that the person had entered: a form that is drawn anew loses nothing typed. */
export function keepEntered(blocks: readonly KnownBlock[], answers: Answers): KnownBlock[] {
  return blocks.map((block) => {
    if (!isInput(block) || block.block_id === undefined) return block;
    const id = idOfBlock(block.block_id);
    return answers.has(id) ? { ...block, element: filled(block.element, id, answers) } : block;
  });
}

/** All that was typed, as one text: what a form that can no longer be sent leaves behind. */
export function typedText(answers: Answers): string {
  return answers.ids
    .flatMap((id) => answers.text(id) ?? [])
    .filter((text) => /\D/u.test(text))
    .join("\n\n");
}
