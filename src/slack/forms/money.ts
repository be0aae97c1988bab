import { authorityOf } from "../../desk/rules/money.ts";
import { context as small } from "../blocks.ts";
import { numberInput, radioInput } from "../inputs.ts";
import { t } from "../words.ts";
import type { Form, FormRequest } from "./form.ts";
import { hasErrors, readReason, reasonInput, type Errors } from "./parts.ts";

const FORMS = ["refund", "voucher", "repair", "gift"] as const;

/** Sums are in the currency of the regulation's own sums. */
function currencyOf({ file }: FormRequest): string {
  const { roles } = file.context.regulation;
  const limit = roles.map((role) => role.mayPromise).find((sum) => typeof sum === "object");
  return typeof limit === "object" ? limit.currency : "CNY";
}

/** What the asker may promise alone; silent where the regulation gives no sum. */
function authorityText(request: FormRequest): readonly string[] {
  const { file, reader } = request;
  const limit = authorityOf(reader.id, currencyOf(request), { current: file.case, context: file.context });
  if (limit === 0) return [t(reader.language, "tell.no-promise-yet")];
  const sum = limit === Number.POSITIVE_INFINITY ? t(reader.language, "tell.any-sum") : String(limit);
  return [t(reader.language, "tell.may-promise", { sum })];
}

/** Asking for money for the customer. Above the asker's own limit nothing may be promised before the answer. */
export const compensateForm: Form = {
  title: ({ reader }) => t(reader.language, "form.compensate"),
  submit: ({ reader }) => t(reader.language, "form.more-time-do"),
  blocks: (request) => {
    const { language } = request.reader;
    return [
      radioInput({
        id: "form",
        label: t(language, "label.form"),
        choices: FORMS.map((form) => ({ value: form, label: t(language, `money.${form}`) })),
        chosen: "refund",
      }),
      numberInput({ id: "amount", label: t(language, "label.amount"), least: 0 }),
      reasonInput(request),
      small(authorityText(request)),
    ];
  },
  read(request) {
    const { answers, reader } = request;
    const errors: Errors = {};
    const reason = readReason(answers, reader, errors);
    const amount = answers.number("amount");
    if (amount === undefined || amount <= 0) errors["amount"] = t(reader.language, "field.needed");
    if (hasErrors(errors) || amount === undefined) return { errors };
    const form = answers.choice("form") ?? "refund";
    return {
      command: {
        type: "ask",
        of: "compensation",
        reason,
        detail: { amount: { amount, currency: currencyOf(request) }, form },
      },
    };
  },
};

/** The money has gone out: never more than was approved. */
export const payForm: Form = {
  title: ({ reader }) => t(reader.language, "form.pay"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: ({ reader, file }) => {
    const approved = file.case.facts["compensation-approved"];
    const sum = typeof approved === "object" && "amount" in approved ? approved.amount : undefined;
    return [
      numberInput({
        id: "amount",
        label: t(reader.language, "label.amount"),
        least: 0,
        ...(sum === undefined ? {} : { value: sum }),
      }),
    ];
  },
  read(request) {
    const amount = request.answers.number("amount");
    if (amount === undefined || amount <= 0) return { errors: { amount: t(request.reader.language, "field.needed") } };
    return { command: { type: "pay", amount: { amount, currency: currencyOf(request) } } };
  },
};
