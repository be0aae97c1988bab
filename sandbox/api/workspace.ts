import { isObject, toJsonObject } from "../json.ts";
import { secret } from "../ids.ts";
import {
  done,
  flagArg,
  refuse,
  refuseArguments,
  textArg,
  type Answer,
  type Call,
  type Methods,
  type OpenCall,
} from "./call.ts";
import { slackBotProfile } from "./shapes.ts";

export const workspaceMethods: Methods = {
  "api.test": { token: "none", tier: 4, json: true, run: test },
  "auth.test": { scopes: [], tier: "special", json: true, run: authTest },
  "auth.revoke": { scopes: [], tier: 3, json: false, run: revoke },
  "team.info": { scopes: ["team:read"], tier: 3, json: true, run: teamInfo },
  "bots.info": { scopes: ["users:read"], tier: 3, json: false, run: botInfo },
  "emoji.list": { scopes: ["emoji:read"], tier: 2, json: false, run: () => done({ emoji: {} }) },
  "apps.connections.open": {
    scopes: ["connections:write"],
    token: "app",
    tier: 3,
    json: true,
    run: openConnection,
  },
};

function test(call: OpenCall): Answer {
  const error = textArg(call, "error");
  const args = isObject(call.args) ? { args: call.args } : {};
  return error === undefined ? done(args) : refuse(error, args);
}

function authTest(call: Call): Answer {
  const { world, token, app } = call;
  return done({
    url: `${world.url}/`,
    team: world.team.name,
    user: world.people.get(token.user)?.name ?? "",
    team_id: world.team.id,
    user_id: token.user,
    ...(token.kind === "bot" ? { bot_id: app.botId } : {}),
    is_enterprise_install: false,
  });
}

function revoke(call: Call): Answer {
  if (flagArg(call, "test")) return done({ revoked: false });
  call.token.state = "revoked";
  return done({ revoked: true });
}

function teamInfo(call: Call): Answer {
  const { team, url } = call.world;
  const asked = textArg(call, "team");
  if (asked !== undefined && asked !== team.id) return refuse("team_not_found");
  const icon = { image_default: true };
  return done({ team: { ...team, email_domain: "", url: `${url}/`, icon, avatar_base_url: url, is_verified: false } });
}

function botInfo(call: Call): Answer {
  const { world } = call;
  const asked = textArg(call, "bot");
  if (asked === undefined) return refuseArguments("missing required field: bot [json-pointer:/bot]");
  const app = [...world.apps.values()].find((one) => one.botId === asked);
  return app ? done({ bot: toJsonObject(slackBotProfile(world, app)) }) : refuse("bot_not_found");
}

function openConnection(call: Call): Answer {
  const { world, app, sandbox } = call;
  if (!app.socketMode) return refuse("forbidden_team");
  const ticket = secret(16);
  sandbox.delivery.sockets.expect(ticket, app.id);
  const address = world.url.replace(/^http/, "ws");
  return done({ url: `${address}/link/?ticket=${ticket}&app_id=${app.id}` });
}
