import type { Request } from "../desk/case.ts";
import { roleTitle } from "../regulation/describe.ts";
import { moneyText, textIn } from "../regulation/text.ts";
import { stepText, type Telling } from "./telling.ts";
import { momentText, optionText, peopleText, personText, titleText } from "./told.ts";
import { say, type RecordKey } from "./words.ts";

const REQUESTED: { readonly [of: string]: RecordKey } = {
  extension: "record.of-extension",
  compensation: "record.of-compensation",
  "not-valid": "record.of-not-valid",
  "lower-level": "record.of-lower-level",
  "late-record": "record.of-late-record",
  "close-unreached": "record.of-close-unreached",
  close: "record.of-close",
  reopen: "record.of-reopen",
  waiting: "record.of-waiting",
};

/** What needed a yes: a step, a list, a finding by their own titles, else the sort of request. */
function askedFor({ of, detail }: Request, telling: Telling): string {
  const { regulation } = telling.context;
  const { language } = telling.voice;
  if (detail.step !== undefined && of === "step") return stepText(detail.step, telling);
  const list = regulation.lists.find(({ id }) => id === detail.list);
  if (list !== undefined) return textIn(list.title, language);
  if (detail.finding !== undefined)
    return say(language, "record.answer", {
      title: titleText(detail.finding, telling.context, language),
      answer: optionText(detail.finding, detail.value ?? "", telling.context, language),
    });
  const key = REQUESTED[of];
  const own = textIn(regulation.approvals.find((approval) => approval.of === of)?.title, language);
  return own || (key === undefined ? stepText(of, telling) : say(language, key));
}

function requestText(request: Request, telling: Telling): string {
  const { amount, until } = request.detail;
  return [
    askedFor(request, telling),
    ...(amount === undefined ? [] : [moneyText(amount, telling.voice.language)]),
    ...(until === undefined ? [] : [momentText(until, telling.voice)]),
  ].join("\n");
}

/** What was asked of others: what, by whom and why, and how it was decided. */
export function requestRows(telling: Telling): readonly (readonly string[])[] {
  const { current, context, voice } = telling;
  const { language } = voice;
  return current.requests.map((request) => {
    const { answer } = request;
    const role = textIn(roleTitle(context.regulation, request.role), language);
    const decided =
      answer === undefined
        ? say(language, request.takenBack === true ? "record.taken-back" : "record.not-answered")
        : [
            say(language, answer.yes ? "record.agreed" : "record.refused"),
            `${personText(answer.by, context, language)} (${role}), ${momentText(answer.at, voice)}`,
            ...(answer.present === undefined
              ? []
              : [say(language, "record.present", { people: peopleText(answer.present, context, language) })]),
            ...(answer.reason === undefined ? [] : [answer.reason]),
          ].join("\n");
    const asked = `${personText(request.by, context, language)}, ${momentText(request.askedAt, voice)}`;
    return [requestText(request, telling), request.reason === "" ? asked : `${asked}\n${request.reason}`, decided];
  });
}
