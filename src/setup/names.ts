import { slackError, type Clients } from "../slack/clients.ts";

/** Finds out which ids people, groups and channels have that were written down by their names. */
export interface Names {
  /** Undefined when Slack knows nobody by that name. */
  person(name: string): Promise<string | undefined>;
  group(name: string): Promise<string | undefined>;
  channel(name: string): Promise<string | undefined>;
}

interface Found {
  readonly name?: string | undefined;
  readonly id?: string | undefined;
}

function lookUp(list: () => Promise<readonly Found[]>): (name: string) => Promise<string | undefined> {
  let known: Promise<readonly Found[]> | undefined;
  return async (name) => {
    known ??= list();
    return (await known).find((found) => found.name === name)?.id;
  };
}

async function allPages<Page>(
  read: (cursor: string | undefined) => Promise<Page>,
  of: (page: Page) => { readonly found: readonly Found[]; readonly next: string | undefined },
): Promise<readonly Found[]> {
  const all: Found[] = [];
  let cursor: string | undefined;
  do {
    const { found, next } = of(await read(cursor));
    all.push(...found);
    cursor = next === "" ? undefined : next;
  } while (cursor !== undefined);
  return all;
}

const PAGE = 500;

/** Names as Slack knows them. Each list is read once, and only if somebody is named by it. */
export function slackNames({ patient }: Pick<Clients, "patient">): Names {
  const channels = lookUp(() =>
    allPages(
      (cursor) =>
        patient.conversations.list({
          types: "public_channel,private_channel",
          exclude_archived: true,
          limit: PAGE,
          ...(cursor === undefined ? {} : { cursor }),
        }),
      (page) => ({
        found: (page.channels ?? []).map(({ id, name }) => ({ id, name })),
        next: page.response_metadata?.next_cursor,
      }),
    ),
  );
  const users = lookUp(() =>
    allPages(
      (cursor) => patient.users.list({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
      (page) => ({
        found: (page.members ?? []).filter((member) => member.deleted !== true).map(({ id, name }) => ({ id, name })),
        next: page.response_metadata?.next_cursor,
      }),
    ),
  );
  const groups = lookUp(async () => {
    const { usergroups } = await patient.usergroups.list();
    return (usergroups ?? []).map(({ id, handle }) => ({ id, name: handle }));
  });
  return {
    async person(name) {
      if (/^[UW][A-Z0-9_]+$/.test(name)) return name;
      if (name.startsWith("@")) return users(name.slice(1));
      try {
        return (await patient.users.lookupByEmail({ email: name })).user?.id;
      } catch (error) {
        if (slackError(error) === "users_not_found") return undefined;
        throw error;
      }
    },
    group: async (name) => (/^S[A-Z0-9]+$/.test(name) ? name : groups(name.replace(/^group:/, ""))),
    channel: async (name) => (name.startsWith("#") ? channels(name.slice(1)) : name),
  };
}
