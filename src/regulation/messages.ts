import { FORM, type Message } from "./messages-form.ts";
import { SENSE } from "./messages-sense.ts";

export type Code = keyof typeof FORM | keyof typeof SENSE;

/** Every sentence that `check` can say, by its code. */
export const MESSAGES: { readonly [C in Code]: Message } = { ...FORM, ...SENSE };
