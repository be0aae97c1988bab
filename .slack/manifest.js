// Hands manifest.yml to the Slack CLI, which asks for JSON. Plain JavaScript: the CLI runs it with whatever Node it finds.
import { readFileSync } from "node:fs";
import { getProtocol } from "@slack/cli-hooks/src/protocols.js";
import { parse } from "yaml";

const manifest = parse(readFileSync(new URL("../manifest.yml", import.meta.url), "utf8"));
getProtocol(process.argv.slice(1)).respond(JSON.stringify(manifest));
