import { done, flagArg, page, refuse, textArg, type Answer, type Call, type Methods } from "./call.ts";
import { slackUser } from "./shapes.ts";

export const peopleMethods: Methods = {
  "users.info": { scopes: ["users:read"], tier: 4, json: false, required: ["user"], run: info },
  "users.list": { scopes: ["users:read"], tier: 2, json: false, run: list },
  "users.lookupByEmail": {
    scopes: ["users:read.email"],
    tier: 3,
    json: false,
    required: ["email"],
    run: lookupByEmail,
  },
  "users.profile.get": { scopes: ["users.profile:read"], tier: 4, json: false, run: profile },
  "usergroups.list": { scopes: ["usergroups:read"], tier: 2, json: false, run: groups },
  "usergroups.users.list": {
    scopes: ["usergroups:read"],
    tier: 2,
    json: false,
    required: ["usergroup"],
    run: groupMembers,
  },
};

function options(call: Call): { locale: boolean; email: boolean } {
  return { locale: flagArg(call, "include_locale"), email: call.token.scopes.has("users:read.email") };
}

function info(call: Call): Answer {
  const person = call.world.people.get(textArg(call, "user") ?? "");
  return person ? done({ user: slackUser(call.world, person, options(call)) }) : refuse("user_not_found");
}

function list(call: Call): Answer {
  const some = page(call, [...call.world.people.values()], { standard: 1000, most: 1000 });
  if ("error" in some) return some.error;
  return done({
    members: some.items.map((person) => slackUser(call.world, person, options(call))),
    cache_ts: Math.floor(call.world.clock.now() / 1000),
    response_metadata: { next_cursor: some.next },
  });
}

function lookupByEmail(call: Call): Answer {
  const email = (textArg(call, "email") ?? "").toLowerCase();
  const person = [...call.world.people.values()].find((one) => one.email.toLowerCase() === email && !one.deactivated);
  if (!person || email === "") return refuse("users_not_found");
  return done({ user: slackUser(call.world, person, { email: true }) });
}

function profile(call: Call): Answer {
  const person = call.world.people.get(textArg(call, "user") ?? call.token.user);
  if (!person) return refuse("user_not_found");
  return done({ profile: slackUser(call.world, person, options(call))["profile"] });
}

function groups(call: Call): Answer {
  const { world } = call;
  return done({
    usergroups: [...world.groups.values()].map((group) => ({
      id: group.id,
      team_id: world.team.id,
      is_usergroup: true,
      is_subteam: true,
      name: group.name,
      description: "",
      handle: group.handle,
      is_external: false,
      date_create: Math.floor(group.updated / 1000),
      date_update: Math.floor(group.updated / 1000),
      date_delete: 0,
      auto_provision: false,
      enterprise_subteam_id: "",
      prefs: { channels: [], groups: [] },
      ...(flagArg(call, "include_users") ? { users: [...group.members] } : {}),
      ...(flagArg(call, "include_count") ? { user_count: group.members.length } : {}),
    })),
  });
}

function groupMembers(call: Call): Answer {
  const group = call.world.groups.get(textArg(call, "usergroup") ?? "");
  return group ? done({ users: [...group.members] }) : refuse("no_such_subteam");
}
