import type { Method } from "./call.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { peopleMethods } from "./people.ts";
import { viewMethods } from "./views.ts";
import { workspaceMethods } from "./workspace.ts";

/** Every Web API method that the sandbox knows. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...chatMethods,
    ...conversationMethods,
    ...peopleMethods,
    ...viewMethods,
    ...workspaceMethods,
  }),
);
