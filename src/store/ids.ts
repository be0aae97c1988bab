import { randomBytes } from "node:crypto";

let lastMs = 0;
let lastCount = 0;

/**
 * A UUID (version 7) that sorts after every one made before it in this process, also within one millisecond. Jobs that
 * are queued together keep their order by it.
 */
export function sortableId(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    lastCount = 0;
  } else {
    lastCount += 1;
    // 12 bits hold the count; beyond them the id borrows the next millisecond.
    if (lastCount > 0xfff) {
      lastMs += 1;
      lastCount = 0;
    }
  }
  const time = lastMs.toString(16).padStart(12, "0");
  const count = lastCount.toString(16).padStart(3, "0");
  const rest = randomBytes(8);
  rest[0] = ((rest[0] ?? 0) & 0x3f) | 0x80;
  const tail = rest.toString("hex");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
