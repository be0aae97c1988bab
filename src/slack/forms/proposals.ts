import type { KnownBlock } from "@slack/types";
import { textIn } from "../../regulation/text.ts";
import { targetOf } from "../acts.ts";
import { quote, section } from "../blocks.ts";
import { numberInput, peopleInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { escapeText } from "../mrkdwn.ts";
import { peopleNames } from "../names.ts";
import { t } from "../words.ts";
import { requestBlocks } from "./decisions.ts";
import type { Form, FormRequest } from "./form.ts";
import { hasErrors, readReason, yesNoInput, type Errors } from "./parts.ts";

/** What is proposed, about whom, by which rule, and what the person concerned has said to it. */
function proposalBlocks({ act, file, reader }: FormRequest): readonly KnownBlock[] {
  const proposal = file.case.proposals.find(({ id }) => id === targetOf(act));
  const rule = file.context.regulation.consequences.find(({ id }) => id === proposal?.consequence);
  if (proposal === undefined || rule === undefined) return [];
  const band = proposal.band === undefined ? undefined : rule.first[proposal.band];
  const what = textIn(band?.propose ?? rule.propose, reader.language);
  const about = peopleNames(proposal.about, file.context, reader.language);
  const clauses = rule.basis.join(", ");
  return [
    section(escapeText(t(reader.language, "tell.proposed", { about, what, clauses }))),
    ...proposal.comments.map((comment) => quote(comment.text)),
  ];
}

/** The role that decides says yes or no; the app carries nothing out. */
export const decideProposalForm: Form = {
  title: ({ reader }) => t(reader.language, "form.decide-proposal"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => {
    const { language } = request.reader;
    return [
      ...proposalBlocks(request),
      yesNoInput(request, "yes", "label.agree"),
      numberInput({ id: "amount", label: t(language, "label.amount"), optional: true, least: 0 }),
      textInput({ id: "text", label: t(language, "label.reason"), multiline: true, most: LIMITS.ourReason }),
    ];
  },
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const text = readReason(answers, reader, errors, "text");
    const yes = answers.choice("yes");
    const amount = answers.number("amount");
    if (yes === undefined) errors["yes"] = t(reader.language, "field.needed");
    if (hasErrors(errors)) return { errors };
    return {
      command: {
        type: "decide-proposal",
        proposal: targetOf(act),
        yes: yes === "yes",
        text,
        ...(amount === undefined ? {} : { amount }),
      },
    };
  },
};

/** The person concerned may say something before it is decided. */
export const commentProposalForm: Form = {
  title: ({ reader }) => t(reader.language, "form.comment-proposal"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => [
    ...proposalBlocks(request),
    textInput({
      id: "text",
      label: t(request.reader.language, "label.comment"),
      multiline: true,
      most: LIMITS.ourReason,
    }),
  ],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const text = readReason(answers, reader, errors, "text");
    return hasErrors(errors) ? { errors } : { command: { type: "comment-proposal", proposal: targetOf(act), text } };
  },
};

/** The decision of a meeting is recorded with those who took part. */
export const bodyForm: Form = {
  title: ({ reader }) => t(reader.language, "form.body"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => [
    ...requestBlocks(request),
    yesNoInput(request, "yes", "label.agree"),
    peopleInput({ id: "present", label: t(request.reader.language, "label.present") }),
    textInput({
      id: "text",
      label: t(request.reader.language, "label.reason"),
      multiline: true,
      most: LIMITS.ourReason,
    }),
  ],
  read({ act, answers, reader }) {
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors, "text");
    const yes = answers.choice("yes");
    const present = answers.people("present") ?? [];
    if (yes === undefined) errors["yes"] = t(reader.language, "field.needed");
    if (present.length === 0) errors["present"] = t(reader.language, "field.needed");
    return hasErrors(errors)
      ? { errors }
      : { command: { type: "answer-request", request: targetOf(act), yes: yes === "yes", reason, present } };
  },
};
