import { callbackStep } from "../../desk/agenda.ts";
import { clocksOf, earliestClock } from "../../desk/clocks.ts";
import { contextIf } from "../blocks.ts";
import { momentInput, textInput } from "../inputs.ts";
import { LIMITS } from "../limits.ts";
import { byText } from "../phrases.ts";
import { t } from "../words.ts";
import { proposedCall } from "./callback.ts";
import type { Form, FormRequest } from "./form.ts";
import { hasErrors, readAhead, type Errors } from "./parts.ts";

const HOUR = 3_600_000;

function limitOf({ file }: FormRequest) {
  return earliestClock(clocksOf(file.case, file.context), callbackStep(file.context));
}

/** The next working day's other half, unless the limit comes first: then an hour before it, or an hour from now. */
function proposed(request: FormRequest): number {
  const { now } = request.file.context;
  const due = limitOf(request)?.due;
  const usual = proposedCall(request);
  if (due === undefined || usual < due || due <= now) return usual;
  return due - now > 2 * HOUR ? due - HOUR : Math.round((now + due) / 2);
}

/** No limit moves because somebody calls later: said before the time is chosen, not when it is too late. */
function limitWords(request: FormRequest): string {
  const { file, reader } = request;
  const clock = limitOf(request);
  if (clock?.due === undefined) return t(reader.language, "tell.call-comes-again");
  const by = byText(clock, reader, file.context.desk.zone);
  return t(reader.language, "tell.call-limit-stays", { by });
}

/** The reminder comes again when it suits better; the case waits for nobody meanwhile. */
export const postponeCallForm: Form = {
  title: ({ reader }) => t(reader.language, "form.postpone-call"),
  submit: ({ reader }) => t(reader.language, "modal.save"),
  blocks: (request) => [
    momentInput({ id: "nextAt", label: t(request.reader.language, "label.call-at"), value: proposed(request) }),
    textInput({
      id: "note",
      label: t(request.reader.language, "label.call-why"),
      optional: true,
      most: LIMITS.ourReason,
    }),
    ...contextIf([limitWords(request)]),
  ],
  read({ answers, reader }) {
    const errors: Errors = {};
    const nextAt = readAhead(answers, reader, errors, "nextAt");
    const note = answers.text("note");
    if (hasErrors(errors)) return { errors };
    return { command: { type: "postpone-call", nextAt, ...(note === undefined ? {} : { note }) } };
  },
};
