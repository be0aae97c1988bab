import type { KnownBlock } from "@slack/types";
import type { Command } from "../../desk/commands.ts";
import { decide } from "../../desk/decide.ts";
import { authorityOf } from "../../desk/rules/money.ts";
import type { Money } from "../../regulation/shape.ts";
import { moneyText } from "../../regulation/text.ts";
import { openRequests } from "../case-view.ts";
import { requestWords } from "../card-face.ts";
import { context as small } from "../blocks.ts";
import { fieldById, fieldOption } from "../facts-text.ts";
import { currencyOf } from "../fields.ts";
import { numberInput, radioInput } from "../inputs.ts";
import { plainText } from "../mrkdwn.ts";
import { peopleNames } from "../names.ts";
import { t, type Key } from "../words.ts";
import type { Form, FormRequest, Told } from "./form.ts";
import { hasErrors, readReason, reasonInput, type Errors } from "./parts.ts";

function limitText(amount: number, { file, reader }: FormRequest): string {
  if (amount === Number.POSITIVE_INFINITY) return t(reader.language, "tell.any-sum");
  const sum = moneyText({ amount, currency: currencyOf(file.context) }, reader.language);
  return t(reader.language, "tell.up-to", { sum });
}

/** How much these people may promise alone, by the highest of their limits. */
function limitOf(people: readonly string[], { file }: FormRequest): number {
  const { case: current, context } = file;
  return Math.max(0, ...people.map((person) => authorityOf(person, currencyOf(context), { current, context })));
}

/** What the reader may promise alone, and who is asked for more and how far that reaches. */
export function authorityText(request: FormRequest, asking: (amount: Money) => Command): readonly string[] {
  const { file, reader } = request;
  const { case: current, context } = file;
  const { language } = reader;
  const own = limitOf([reader.id], request);
  const mine = own === 0 ? [] : [t(language, "tell.may-promise", { sum: limitText(own, request) })];
  if (own === Number.POSITIVE_INFINITY) return mine;
  // A little more than that shows who would be asked, by the very rule that will ask them.
  const command = asking({ amount: own + 1, currency: currencyOf(context) });
  const decision = decide(current, { command, by: reader.id, key: "" }, context);
  const asked = "events" in decision ? decision.events.find((event) => event.type === "requested") : undefined;
  const none = t(language, "tell.no-promise-yet");
  if (asked === undefined) return [...mine, none];
  const people = peopleNames(asked.approvers, context, language) || t(language, "tell.nobody");
  const theirs = limitOf(asked.approvers, request);
  return [
    ...mine,
    theirs === 0
      ? t(language, "tell.more-decides", { people })
      : t(language, "tell.their-limit", { people, sum: limitText(theirs, request) }),
    none,
  ];
}

/** How the money is given, and how much. */
export function moneyInputs({ file, reader }: FormRequest): readonly KnownBlock[] {
  const { context } = file;
  const { language } = reader;
  const forms = fieldById("compensation-form", context)?.options ?? [];
  return [
    radioInput({
      id: "form",
      label: t(language, "label.form"),
      choices: forms.map(({ id }) => ({ value: id, label: fieldOption("compensation-form", id, context, language) })),
      chosen: forms[0]?.id,
    }),
    amountInput("label.amount", { reader }),
  ];
}

export function amountInput(
  label: Key,
  { reader }: Pick<FormRequest, "reader">,
  more: { id?: string; optional?: boolean; value?: number; hint?: string } = {},
) {
  return numberInput({ id: "amount", label: t(reader.language, label), least: 0, ...more });
}

/** A sum above nothing, in the currency of the regulation's own sums. */
export function readAmount({ answers, file, reader }: FormRequest, errors: Errors): Money {
  const amount = answers.number("amount") ?? 0;
  if (!(amount > 0)) errors["amount"] = t(reader.language, "field.needed");
  return { amount, currency: currencyOf(file.context) };
}

/** Above the own limit nothing may be promised before the answer: the form says so when it has been sent. */
export function sentForApproval({ file, reader }: FormRequest): Told | undefined {
  const { language } = reader;
  const open = openRequests(file).find(({ of, by }) => of === "compensation" && by === reader.id);
  if (open === undefined) return undefined;
  const what = plainText(requestWords(open, { file }, reader).mrkdwn);
  const people = peopleNames(open.approvers, file.context, language) || t(language, "tell.nobody");
  return {
    title: t(language, "form.sent-for-approval"),
    text: `${t(language, "tell.waits-for", { what, people })}\n${t(language, "tell.no-promise-yet")}`,
  };
}

/** Asking for money for the customer. */
export const compensateForm: Form = {
  title: ({ reader }) => t(reader.language, "form.compensate"),
  submit: ({ reader }) => t(reader.language, "form.more-time-do"),
  blocks: (request) => [
    ...moneyInputs(request),
    reasonInput(request),
    amountInput("label.customer-asked", request, { id: "wanted", optional: true }),
    small(
      authorityText(request, (amount) => ({
        type: "ask",
        of: "compensation",
        reason: t(request.reader.language, "form.compensate"),
        detail: { amount },
      })),
    ),
  ],
  read(request) {
    const { answers, reader } = request;
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const amount = readAmount(request, errors);
    const [form, wanted] = [answers.choice("form"), answers.number("wanted")];
    if (hasErrors(errors)) return { errors };
    const detail = {
      amount,
      ...(form === undefined ? {} : { form }),
      ...(wanted === undefined ? {} : { wanted: { ...amount, amount: wanted } }),
    };
    return { command: { type: "ask", of: "compensation", reason, detail } };
  },
  told: sentForApproval,
};

/** The money has gone out: never more than was approved. */
export const payForm: Form = {
  title: ({ reader }) => t(reader.language, "form.pay"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => {
    const approved = request.file.case.facts["compensation-approved"];
    const value = typeof approved === "object" && "amount" in approved ? { value: approved.amount } : {};
    return [amountInput("label.amount", request, value)];
  },
  read(request) {
    const errors: Errors = {};
    const amount = readAmount(request, errors);
    return hasErrors(errors) ? { errors } : { command: { type: "pay", amount } };
  },
};
