import { nameOf, targetOf, type Act } from "../acts.ts";
import type { CaseFile } from "../../desk/service.ts";
import { stepById } from "../../desk/steps.ts";
import { callbackForm } from "./callback.ts";
import { postponeCallForm } from "./postpone-call.ts";
import { approveOtherwiseForm, decideForm, escalateForm, refuseForm } from "./decisions.ts";
import { dispatchForm } from "./dispatch.ts";
import { mergeForm, notValidForm, reopenForm, withdrawForm } from "./ends.ts";
import type { Form } from "./form.ts";
import { findForm, levelForm } from "./level.ts";
import { declineForm, handOverForm, reassignForm, recuseForm } from "./people.ts";
import { contactForm, linkForm, noteForm, skipForm, undoForm } from "./record.ts";
import { compensateForm, payForm } from "./money.ts";
import { bodyForm, commentProposalForm, decideProposalForm } from "./proposals.ts";
import {
  changeKindForm,
  checkCorrectionForm,
  doCorrectionForm,
  planCorrectionForm,
  unlistForm,
} from "./putting-right.ts";
import { stepForm } from "./step.ts";
import { explainForm, holdForm, moreTimeForm } from "./time.ts";

const FORMS: { readonly [name: string]: Form } = {
  undo: undoForm,
  skip: skipForm,
  find: findForm,
  refuse: refuseForm,
  "more-calls": refuseForm,
  "approve-otherwise": approveOtherwiseForm,
  "explain-miss": explainForm,
  escalate: escalateForm,
  decide: decideForm,
  ask: moreTimeForm,
  wait: holdForm,
  "hand-over": handOverForm,
  "decline-hand-over": declineForm,
  reassign: reassignForm,
  "set-level": levelForm,
  contact: contactForm,
  "postpone-call": postponeCallForm,
  "not-valid": notValidForm,
  withdraw: withdrawForm,
  merge: mergeForm,
  recuse: recuseForm,
  reopen: reopenForm,
  note: noteForm,
  link: linkForm,
  compensate: compensateForm,
  pay: payForm,
  "plan-correction": planCorrectionForm,
  "do-correction": doCorrectionForm,
  "check-correction": checkCorrectionForm,
  "decide-proposal": decideProposalForm,
  "comment-proposal": commentProposalForm,
  "change-kind": changeKindForm,
  unlist: unlistForm,
};

/** Is the answer that of a meeting? Then who took part has to be recorded with it. */
function isOfBody(act: Act, { case: current, context }: CaseFile): boolean {
  const role = current.requests.find(({ id }) => id === targetOf(act))?.role;
  return context.regulation.roles.some((known) => known.id === role && known.at === "body");
}

/** The form of an act; undefined where one press is the whole act. */
export function formOf(act: Act, file: CaseFile): Form | undefined {
  const { context } = file;
  if ((nameOf(act) === "approve" || nameOf(act) === "refuse") && isOfBody(act, file)) return bodyForm;
  if (nameOf(act) !== "do") return FORMS[nameOf(act)];
  const step = stepById(targetOf(act), context);
  if (step === undefined) return undefined;
  if (step.type === "callback") return callbackForm;
  return step.id === "dispatch" ? dispatchForm : stepForm;
}
