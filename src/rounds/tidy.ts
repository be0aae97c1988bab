import type { RoundParts } from "./parts.ts";

/**
 * Gives the embedded database back the room of rows that are gone, and fresh figures for its planner. A server does so
 * by itself; the embedded one has no process of its own that could.
 */
export async function tidyUp({ database }: Pick<RoundParts, "database">): Promise<void> {
  if (database.kind === "embedded") await database.prisma.$executeRawUnsafe("VACUUM (ANALYZE)");
}
