import { textIn } from "../regulation/text.ts";
import type { Regulation, Role } from "../regulation/shape.ts";

function isHeld(role: Role): boolean {
  return role.anyOf.length === 0 && role.at !== "outside" && role.at !== "everyone" && role.at !== "list";
}

function roleLine(role: Role): string {
  const who =
    role.at === "department"
      ? '{ service: "@somebody" }'
      : role.at === "unit"
        ? '{ house: "@somebody" }'
        : '"@somebody"';
  return `      ${role.id}: ${who} # ${textIn(role.title, "en")} · ${textIn(role.title, "zh-CN")}`;
}

/** A desk's file to fill in: every role that the regulation names, a department, a channel. */
export function deskSkeleton(name: string, regulation: Regulation): string {
  const { zone } = regulation.calendars.default ?? { zone: "Asia/Shanghai" };
  const category = regulation.fields.find((field) => field.id === "category" && !field.builtIn);
  const matters =
    category === undefined
      ? [
          "    matters: # what people complain about, and who looks after it",
          '      - { id: conduct, title: "Conduct of staff | 员工态度", department: service, conduct: yes } # asks whom',
          '      - { id: other, title: "Other | 其他", department: service }',
        ]
      : [];
  const units = regulation.roles.some((role) => role.at === "unit") ? ", unit: house" : "";
  return `# The desk that carries out ${name}.yaml. Replace every @somebody by a Slack handle, an e-mail address or a user group
# (group:handle), and the channels by yours. Then: DESK_FILE=${name}-desk.yaml npm start
desks:
  - id: ${name}
    name: ${JSON.stringify(`${textIn(regulation.title, "en")} | ${textIn(regulation.title, "zh-CN")}`)}
    regulation: ${name}.yaml
    language: ${regulation.languages[0] ?? "en"} # of the channels
    zone: ${zone}
    channel: "#complaints"
    restricted-channel: "#complaints-sealed" # private: complaints about people
    digest: "08:30"
    administrators: ["@somebody"]
    departments:
      - { id: service, title: "Service | 服务部", channel: "#service-desk"${units} }
${[...matters, "    roles:", ...regulation.roles.filter(isHeld).map(roleLine)].join("\n")}
`;
}
