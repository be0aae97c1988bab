import { z } from "zod";

const RawFailure = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }),
});

/** PostgreSQL's code of what went wrong (SQLSTATE, e.g. `23505`), if the error comes from the database. */
export function sqlState(error: unknown): string | undefined {
  const found = RawFailure.safeParse(error);
  if (found.success) return found.data.meta.driverAdapterError.cause.originalCode;
  return error instanceof Error && error.cause !== undefined ? sqlState(error.cause) : undefined;
}
