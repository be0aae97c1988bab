/** A telephone number as somebody wrote it, taken apart. */
export interface Phone {
  /** Empty where only an extension of the house is given. */
  readonly digits: string;
  readonly extension?: string;
}

const BETWEEN = /[/,;、或]/u;
const NUMBER =
  /^(?<number>\+?[\d\s().–—-]*?)\s*(?:(?:转|轉|分机|內線|内线|extension|ext\.?|x|#)\s*:?\s*(?<extension>\d{1,6}))?$/iu;

function phoneIn(written: string): Phone | undefined {
  const { number = "", extension } = NUMBER.exec(written.trim())?.groups ?? {};
  const digits = number.replace(/\D/gu, "");
  const known = digits === "" ? (extension ?? "") : digits;
  // The shortest is a number inside the house, the longest what the world's telephone plan allows.
  if (known.length < 3 || known.length > 15) return undefined;
  return extension === undefined ? { digits } : { digits, extension };
}

/**
 * The telephone numbers in an answer: one or several between strokes or commas, each with brackets, dashes, a plus, an
 * extension (转801, ext. 12), in half-width or full-width. Undefined where anything else is written.
 */
export function phonesIn(text: string): readonly Phone[] | undefined {
  const phones = text.normalize("NFKC").split(BETWEEN).map(phoneIn);
  const known = phones.filter((phone) => phone !== undefined);
  return known.length === phones.length ? known : undefined;
}
