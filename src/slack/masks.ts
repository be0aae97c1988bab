import { phonesIn } from "../desk/phones.ts";

function firstOf(text: string): string {
  return /^./u.exec(text)?.[0] ?? "";
}

function maskDigits(digits: string): string {
  if (digits.length >= 9) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length > 2 ? `****${digits.slice(-2)}` : "****";
}

/** First three and last four digits of each phone number; of a short number only the last two. No extension. */
export function maskPhone(phone: string): string {
  const known = phonesIn(phone) ?? [{ digits: phone.normalize("NFKC").replace(/\D/gu, "") }];
  return known.map(({ digits, extension = "" }) => maskDigits(digits === "" ? extension : digits)).join(" / ");
}

export function maskMail(mail: string): string {
  const [name = "", domain] = mail.trim().split("@", 2);
  return domain === undefined ? "***" : `${firstOf(name)}***@${domain}`;
}

const TITLES_ZH = /(先生|女士|小姐|太太|夫人|老师|师傅|阿姨|大爷|经理|主任|总)$/u;
const TITLE_EN = /^(mr|ms|mrs|miss|mx|dr|prof)\.?\s+/iu;
const DOUBLE_SURNAMES = /^(欧阳|司马|上官|诸葛|东方|夏侯|皇甫|尉迟|公孙|慕容|司徒|令狐|宇文|长孙|端木|百里|南宫|独孤)/u;

/** Surname and form of address; without a form of address the first letter and two stars. */
export function maskName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === "") return "";
  const chinese = TITLES_ZH.exec(trimmed);
  if (chinese !== null && /^\p{Script=Han}/u.test(trimmed)) {
    const surname = DOUBLE_SURNAMES.exec(trimmed)?.[0] ?? firstOf(trimmed);
    return `${surname}${chinese[0]}`;
  }
  const english = TITLE_EN.exec(trimmed);
  if (english !== null) {
    const [first = ""] = trimmed.slice(english[0].length).split(/\s+/u);
    return `${english[0].trim()} ${first}`;
  }
  return `${firstOf(trimmed)}**`;
}

/** Anything else that names a person (an address, an account): the first two characters. */
export function maskOther(value: string): string {
  const kept = value.trim().match(/^.{1,2}/u)?.[0] ?? "";
  return kept === "" ? "" : `${kept}***`;
}

// What people write in a message: mobile numbers of the mainland, numbers with an area code, service numbers, local
// numbers, international ones. A case number or a day begins with its year, a sum has its sign or ends in zeros.
const PHONES_IN_TEXT = [
  /(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}/u,
  /\(?0\d{2,3}\)?[\s-]?[2-9]\d{2,3}[\s-]?\d{4}/u,
  /[48]00[\s-]?(?:\d{3}[\s-]?\d{4}|\d{4}[\s-]?\d{3})/u,
  /(?!(?:19|20)\d\d|\d\d00[\s-]?\d\d00)[2-8]\d{3}[\s-]?\d{4}(?!\s*(?:元|块|万|CNY|RMB))/u,
  /\+\d{1,3}[\s-]?(?:\d[\s-]?){7,12}\d/u,
];
const PHONE_IN_TEXT = new RegExp(
  `(?<![\\d¥$.,-])(?:${PHONES_IN_TEXT.map((pattern) => pattern.source).join("|")})(?![\\d-])`,
  "u",
);

/** Does a message contain what looks like a phone number? */
export function hasPhone(text: string): boolean {
  return PHONE_IN_TEXT.test(text.normalize("NFKC"));
}

/** Numbers that can be called, inside the house, too; no other words. */
export function isPhone(text: string): boolean {
  return phonesIn(text) !== undefined;
}

/** "13812345678" → "138 1234 5678"; other numbers as they were written. */
export function spacedPhone(phone: string): string {
  const digits = phone.normalize("NFKC").replace(/\D/gu, "");
  return /^1[3-9]\d{9}$/u.test(digits)
    ? `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`
    : phone.trim();
}
