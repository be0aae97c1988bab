import type { EventOf } from "../../desk/events.ts";
import type { FactValue } from "../../desk/facts.ts";
import { authorityOf } from "../../desk/rules/money.ts";
import type { Money } from "../../regulation/shape.ts";
import { moneyText } from "../../regulation/text.ts";
import { fieldOption } from "../facts-text.ts";
import { joined, type Mrkdwn } from "../mrkdwn.ts";
import { t } from "../words.ts";
import { together, type Telling } from "./telling.ts";

function sumOf(value: FactValue | undefined): Money | undefined {
  return typeof value === "object" && "amount" in value ? value : undefined;
}

/** "¥300 voucher" / "300元代金券". */
function offerText(sum: Money, form: string | undefined, { context, voice: { language } }: Telling): string {
  const amount = moneyText(sum, language);
  if (form === undefined) return amount;
  const title = fieldOption("compensation-form", form, context, language);
  return t(language, "line.money-form", { amount, form: title.toLowerCase() });
}

/** Money that somebody above must grant: how much, whose own limit is too small, who decides. */
export function moneyAsked(event: EventOf<"requested">, told: Telling): Mrkdwn | undefined {
  const { amount, form } = event.detail;
  if (amount === undefined) return undefined;
  const asker = event.asker ?? event.by;
  const own = authorityOf(asker, amount.currency, told);
  const params = {
    what: offerText(amount, form, told),
    who: told.person(asker),
    people: told.people(event.approvers),
    limit: moneyText({ amount: own, currency: amount.currency }, told.voice.language),
  };
  return told.say(own > 0 && own < amount.amount ? "line.money-above" : "line.money-asked", params);
}

/** Money that was promised or has gone out. What a yes from above grants is told with the yes. */
export function moneyMoved(event: EventOf<"answered">, told: Telling): Mrkdwn | undefined {
  const paid = sumOf(event.facts["compensation-paid"]);
  const sum = paid ?? sumOf(event.facts["compensation-approved"]);
  if (sum === undefined || together(event, told).some(({ type }) => type === "request-answered")) return undefined;
  const line = told.say(paid === undefined ? "line.money-approved" : "line.money-paid", {
    who: told.person(event.by),
    sum: moneyText(sum, told.voice.language),
  });
  return event.reason === undefined ? line : joined([line, told.say("line.said", { said: told.quoted(event.reason) })]);
}
