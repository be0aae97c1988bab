import type { Case } from "../desk/case.ts";
import type { Language } from "../regulation/shape.ts";
import { maskMail, maskName, maskOther, maskPhone, spacedPhone } from "./masks.ts";
import { t } from "./words.ts";

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

/** The customer in clear, for those who may see it; each showing is recorded. */
export function contactText({ facts }: Case, language: Language): string {
  const phone = text(facts["phone"]);
  const parts = [
    text(facts["complainant"]),
    /\d{3}/u.test(phone) ? spacedPhone(phone) : phone,
    text(facts["email"]),
    text(facts["address"]),
  ];
  return parts.filter((part) => part !== "").join(t(language, "between.comma")) || "—";
}

/** The same with everything masked. */
export function maskedContact({ facts }: Case, language: Language): string {
  const phone = text(facts["phone"]);
  const parts = [
    maskName(text(facts["complainant"])),
    /\d{3}/u.test(phone) ? maskPhone(phone) : "",
    maskMail(text(facts["email"])),
    maskOther(text(facts["address"])),
  ];
  return parts.filter((part) => part !== "" && part !== "***").join(t(language, "between.comma")) || "—";
}
