import type { Modal } from "../modal.ts";

/** What the answer to a submitted view can be; nothing closes it. */
export type ViewResponseAction =
  | { readonly response_action: "errors"; readonly errors: { [block: string]: string } }
  | { readonly response_action: "update"; readonly view: Modal }
  | { readonly response_action: "clear" };
