import type { Method } from "./call.ts";
import { channelMethods } from "./channels.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import { oauthMethods } from "./oauth.ts";
import { peopleMethods } from "./people.ts";
import { pinMethods } from "./pins.ts";
import { reactionMethods } from "./reactions.ts";
import { scheduleMethods } from "./schedule.ts";
import { unfurlMethods } from "./unfurl.ts";
import { validateMethods } from "./validate.ts";
import { viewMethods } from "./views.ts";
import { workspaceMethods } from "./workspace.ts";

/** Every Web API method that the sandbox knows. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...chatMethods,
    ...unfurlMethods,
    ...scheduleMethods,
    ...conversationMethods,
    ...channelMethods,
    ...peopleMethods,
    ...viewMethods,
    ...validateMethods,
    ...fileMethods,
    ...reactionMethods,
    ...pinMethods,
    ...oauthMethods,
    ...workspaceMethods,
  }),
);
