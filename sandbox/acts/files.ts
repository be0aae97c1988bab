import type { Act, ActResults } from "../protocol.ts";
import { fileSeen } from "../see/messages.ts";
import { storeFile } from "../world/files.ts";
import type { Person } from "../world/nouns.ts";
import type { World } from "../world/world.ts";
import { LIMITS } from "../limits.ts";
import { say } from "../words.ts";

/** A person picks a file: for a message or for a file_input; it is shared nowhere yet. */
export function upload(world: World, person: Person, act: Extract<Act, { do: "upload" }>): ActResults["upload"] {
  const bytes = Buffer.from(act.base64, "base64");
  if (bytes.length > LIMITS.file.bytes) {
    return { ok: false, error: "file_too_large", words: say(person.locale, "tooLarge") };
  }
  const file = storeFile(world, {
    name: act.name,
    user: person.id,
    stage: "complete",
    bytes,
    ...(act.mimetype === "" ? {} : { mimetype: act.mimetype }),
  });
  return { ok: true, file: fileSeen(file) };
}
