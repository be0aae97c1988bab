import { readAsked } from "../asked.ts";
import { ACT_PREFIX, isAct, MENU_ACTION, readChoice } from "../acts.ts";
import { MEND_ACTION } from "../deliver/administrators.ts";
import { DIGEST_ACTION } from "../digests.ts";
import { FORM_CALLBACK } from "../forms/form.ts";
import { UNFOLD_ACTION, UNFOLDED } from "../guides-blocks.ts";
import { guidesView } from "../guides-view.ts";
import { HISTORY_ACTION } from "../history.ts";
import { HOME_ACTIONS } from "../home.ts";
import { INTAKE_ACTIONS, INTAKE_CALLBACK } from "../intake/form.ts";
import { RECEIPT_ACTIONS } from "../intake/receipt.ts";
import { LIST_ACTIONS, readList } from "../lists.ts";
import { LETTER_CALLBACK } from "../letter-form.ts";
import { REPORT_CALLBACK } from "../report-form.ts";
import { REPORT_ACTIONS } from "../report-message.ts";
import { AWAY_CALLBACK, SETUP_ACTIONS } from "../setup/views.ts";
import { WINDOW_ACTIONS } from "../window.ts";
import { perform } from "./acts.ts";
import { showContact, showHistory, showWhy, turnHistory } from "./case-windows.ts";
import { answerWord, COMMAND_ACTIONS } from "./command.ts";
import { NOTE_ACTION, redrawForm, turnIntoNote } from "./forms.ts";
import type { PressHand } from "./hand.ts";
import { fileAnother, linkSimilar, openIntake, redrawIntake, type Opening } from "./intake.ts";
import { filterList, openFind, openList, turnList } from "./lists.ts";
import { opening } from "./opening.ts";
import { mendChannel } from "./mend.ts";
import { redrawLetter } from "./records.ts";
import { changeReport, openReport, redrawReport, sendSheets } from "./report.ts";
import { openAway, openRole, openSetup, redrawAway } from "./setup.ts";

type Presser = (hand: PressHand) => Promise<void>;

/** Opens the form, or a line to wait by in its place. */
function beginFiling(hand: PressHand, begun: Omit<Opening, "channel"> = {}): Promise<void> {
  return opening(hand, (soon) => openIntake({ ...here(hand), ...begun }, soon));
}

function here({ channel }: PressHand) {
  return channel === undefined ? {} : { channel };
}

/** What each button does whose action id says it all. */
const BUTTONS: { readonly [action: string]: Presser } = {
  [WINDOW_ACTIONS.contact]: showContact,
  [WINDOW_ACTIONS.why]: showWhy,
  [WINDOW_ACTIONS.history]: showHistory,
  [`${HISTORY_ACTION}:newer`]: turnHistory,
  [`${HISTORY_ACTION}:older`]: turnHistory,
  [HOME_ACTIONS.file]: (hand) => beginFiling(hand),
  [HOME_ACTIONS.find]: openFind,
  [HOME_ACTIONS.guides]: async (hand) => void (await hand.show(guidesView(await hand.parts.desks.all(), hand.reader))),
  [HOME_ACTIONS.all]: (hand) => openList(readList(hand.value), hand),
  [MEND_ACTION]: mendChannel,
  [HOME_ACTIONS.setup]: (hand) => openSetup(hand, hand.value),
  [DIGEST_ACTION]: (hand) => openList(readList(hand.value), hand),
  [LIST_ACTIONS.filter]: filterList,
  [`${LIST_ACTIONS.page}:next`]: (hand) => turnList(hand, 1),
  [`${LIST_ACTIONS.page}:previous`]: (hand) => turnList(hand, -1),
  [INTAKE_ACTIONS.phrases]: async (hand) => {
    await redrawIntake(hand, { phrases: hand.value });
    await hand.parts.desks.remember(hand.reader.id, { phrases: hand.value });
  },
  [INTAKE_ACTIONS.department]: (hand) => redrawIntake(hand, { department: "yes" }),
  [INTAKE_ACTIONS.linked]: (hand) => beginFiling(hand, { linked: hand.value }),
  [INTAKE_ACTIONS.details]: (hand) => redrawIntake(hand, { details: hand.value }),
  [RECEIPT_ACTIONS.another]: fileAnother,
  [COMMAND_ACTIONS.see]: (hand) => answerWord(readAsked(hand.value), hand.channel, hand),
  [COMMAND_ACTIONS.mine]: (hand) => openList({ of: "mine" }, hand),
  [COMMAND_ACTIONS.text]: (hand) => beginFiling(hand, { words: hand.value }),
  [NOTE_ACTION]: turnIntoNote,
  [HOME_ACTIONS.report]: (hand) => openReport(hand),
  [HOME_ACTIONS.away]: openAway,
  [SETUP_ACTIONS.away]: openAway,
  [REPORT_ACTIONS.sheet]: sendSheets,
  [REPORT_ACTIONS.again]: changeReport,
  [UNFOLD_ACTION]: (hand) => redrawForm(hand, { [UNFOLDED]: "yes" }),
};

/** Carries out a press: by its own name, by the act in it, or as a change in a form. */
export async function press(action: string, hand: PressHand): Promise<void> {
  const button = BUTTONS[action];
  if (button !== undefined) return button(hand);
  if (action.startsWith(`${RECEIPT_ACTIONS.link}:`)) return linkSimilar(hand);
  if (action.startsWith(`${SETUP_ACTIONS.role}:`)) return openRole(hand);
  if (action.startsWith(ACT_PREFIX)) {
    const act = action.slice(ACT_PREFIX.length);
    return isAct(act) ? perform(act, hand.value, hand) : undefined;
  }
  if (action === MENU_ACTION) {
    const chosen = readChoice(hand.value);
    return chosen === undefined ? undefined : perform(chosen.act, chosen.caseId, hand);
  }
  if (hand.view?.callbackId === INTAKE_CALLBACK) return redrawIntake(hand);
  if (hand.view?.callbackId === FORM_CALLBACK) return redrawForm(hand);
  if (hand.view?.callbackId === REPORT_CALLBACK) return redrawReport(hand);
  if (hand.view?.callbackId === AWAY_CALLBACK) return redrawAway(hand);
  if (hand.view?.callbackId === LETTER_CALLBACK) return redrawLetter(hand);
  hand.parts.log.warn({ action }, "Nobody answers this press");
}
