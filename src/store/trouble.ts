/** The database cannot be used as the settings name it; the text says what to do, for whoever starts the app. */
export class DatabaseTrouble extends Error {
  readonly code = "database-trouble";
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}

function advice(code: string, user: string, name: string): string | undefined {
  switch (code) {
    case "ECONNREFUSED":
    case "ECONNRESET":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `It cannot be reached (${code}). Is the server running, and are host and port right?`;
    case "28P01":
    case "28000":
      return `It does not let ${user} in. Correct user and password`;
    case "3D000":
      return `It has no database called ${name}. Create it (createdb ${name}), or correct the name`;
    case "42501":
      return `${user} may not make tables in it. Grant that, or name another user`;
    case "53300":
      return "It has no connection left. End other programs' connections, or raise its max_connections";
    default:
      return undefined;
  }
}

/** Why a server cannot be used, without its password; the error itself where nobody could do anything about it. */
export function serverTrouble(error: unknown, address: string): unknown {
  const { host, username, pathname } = new URL(address);
  const timedOut = error instanceof Error && error.message.includes("timeout");
  const code = codeOf(error) === "" && timedOut ? "ETIMEDOUT" : codeOf(error);
  const user = decodeURIComponent(username) || "the user";
  const todo = advice(code, user, decodeURIComponent(pathname.slice(1)) || user);
  if (todo === undefined) return error;
  const text = `DATABASE_URL names a database at ${host} that cannot be used. ${todo}. Without DATABASE_URL the data live in DATA_DIR.`;
  return new DatabaseTrouble(text.replace("?.", "?"), { cause: error });
}

const FOLDER: { readonly [code: string]: string } = {
  EACCES: "It may not be written. Change its owner or its rights",
  EPERM: "It may not be written. Change its owner or its rights",
  EROFS: "It lies on a disk that may only be read",
  ENOTDIR: "A part of its path is a file",
  EEXIST: "A file has that name",
  ENOSPC: "The disk is full",
};

/** The same for the folder of the embedded database. */
export function folderTrouble(error: unknown, folder: string): unknown {
  const why = FOLDER[codeOf(error)];
  if (why === undefined) return error;
  return new DatabaseTrouble(`DATA_DIR names a folder that cannot be used: ${folder}. ${why}, or name another.`, {
    cause: error,
  });
}
