import { secret } from "../ids.ts";
import type { App, Token } from "../world/nouns.ts";
import { addToken, type World } from "../world/world.ts";
import { done, refuse, textArg, type Answer, type Call, type Methods, type OpenCall } from "./call.ts";

export const oauthMethods: Methods = {
  "oauth.v2.access": { token: "none", tier: "special", json: false, run: access },
  "oauth.v2.exchange": {
    token: "none",
    tier: 3,
    json: false,
    required: ["client_id", "client_secret", "token"],
    run: exchange,
  },
  "apps.uninstall": { scopes: [], tier: 1, json: false, required: ["client_id", "client_secret"], run: uninstall },
  "apps.event.authorizations.list": {
    scopes: ["authorizations:read"],
    token: "app",
    tier: "special",
    json: true,
    required: ["event_context"],
    run: authorizations,
  },
};

const CODE_LIFE = 10 * 60_000;
/** Rotated tokens live twelve hours. */
const TOKEN_LIFE = 43_200_000;

/** The app that asks, by its id and secret. */
function clientOf(call: OpenCall): App | { error: Answer } {
  const app = [...call.world.apps.values()].find(
    (one) => one.clientId !== "" && one.clientId === textArg(call, "client_id"),
  );
  if (!app) return { error: refuse("invalid_client_id") };
  return app.clientSecret === textArg(call, "client_secret") ? app : { error: refuse("bad_client_secret") };
}

function access(call: OpenCall): Answer {
  const app = clientOf(call);
  if ("error" in app) return app.error;
  const grant = textArg(call, "grant_type") ?? "authorization_code";
  if (grant === "refresh_token") return refresh(call, app);
  if (grant !== "authorization_code") return refuse("invalid_grant_type");
  const code = call.world.codes.get(textArg(call, "code") ?? "");
  if (!code || code.app !== app.id || call.world.clock.now() >= code.expires) return refuse("invalid_code");
  if ((textArg(call, "redirect_uri") ?? code.redirectUri) !== code.redirectUri) return refuse("bad_redirect_uri");
  call.world.codes.delete(code.code);
  app.installed = true;
  for (const scope of code.scopes) app.scopes.add(scope);
  return installed(call.world, app, code.user);
}

function installed(world: World, app: App, user: string): Answer {
  const token = issue(world, app);
  return done({
    app_id: app.id,
    authed_user: { id: user },
    scope: [...token.scopes].join(","),
    token_type: "bot",
    access_token: token.value,
    bot_user_id: app.botUser,
    ...rotation(world, token),
    team: { id: world.team.id, name: world.team.name },
    enterprise: null,
    is_enterprise_install: false,
  });
}

function issue(world: World, app: App): Token {
  const value = `${app.tokenRotation ? "xoxe." : ""}xoxb-${secret(12)}`;
  return addToken(world, {
    value,
    app: app.id,
    kind: "bot",
    user: app.botUser,
    scopes: new Set(app.scopes),
    ...(app.tokenRotation ? { expires: world.clock.now() + TOKEN_LIFE } : {}),
  });
}

function rotation(world: World, token: Token): { refresh_token?: string; expires_in?: number } {
  if (token.expires === undefined) return {};
  const refreshToken = `xoxe-1-${secret(16)}`;
  world.refreshTokens.set(refreshToken, token.app);
  return { refresh_token: refreshToken, expires_in: TOKEN_LIFE / 1000 };
}

/** A refresh token works once; the token before the last stays good until it runs out. */
function refresh(call: OpenCall, app: App): Answer {
  const given = textArg(call, "refresh_token") ?? "";
  if (call.world.refreshTokens.get(given) !== app.id) return refuse("invalid_refresh_token");
  call.world.refreshTokens.delete(given);
  return installed(call.world, app, "");
}

/** A token that lives for ever for one that is rotated, once the app has rotation. */
function exchange(call: OpenCall): Answer {
  const app = clientOf(call);
  if ("error" in app) return app.error;
  if (!app.tokenRotation) return refuse("token_rotation_not_enabled");
  const token = call.world.tokens.get(textArg(call, "token") ?? "");
  if (token?.app !== app.id || token.kind !== "bot") return refuse("invalid_token");
  if (token.state !== "good") return refuse("authorization_not_found");
  if (token.expires !== undefined) return refuse("token_already_exchanged");
  // How long the old one goes on is not published; here, as long as the first new one.
  token.expires = call.world.clock.now() + TOKEN_LIFE;
  return installed(call.world, app, "");
}

function uninstall(call: Call): Answer {
  const app = clientOf(call);
  if ("error" in app) return app.error;
  if (app.id !== call.app.id) return refuse("client_id_token_mismatch");
  for (const token of call.world.tokens.values()) if (token.app === app.id) token.state = "revoked";
  app.installed = false;
  call.world.tell({ type: "event", app: app.id, event: { type: "app_uninstalled" } });
  call.world.tell({ type: "app", app: app.id });
  return done();
}

function authorizations(call: Call): Answer {
  const { world, app } = call;
  const one = {
    enterprise_id: null,
    team_id: world.team.id,
    user_id: app.botUser,
    is_bot: true,
    is_enterprise_install: false,
  };
  return done({ authorizations: app.installed ? [one] : [], response_metadata: { next_cursor: "" } });
}

/** Somebody allowed the app: the code that it exchanges within ten minutes. */
export function issueCode(
  world: World,
  of: { app: string; user: string; redirectUri: string; scopes: string[] },
): string {
  const code = `${secret(6)}.${secret(16)}`;
  world.codes.set(code, { ...of, code, expires: world.clock.now() + CODE_LIFE });
  return code;
}
