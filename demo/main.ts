import { parseArgs } from "node:util";
import { buildPage } from "../sandbox/page/build.ts";
import { houseNames, readHouse } from "./houses/houses.ts";
import { startStage } from "./start.ts";

const { values } = parseArgs({
  options: {
    regulation: { type: "string", short: "r", default: "property" },
    port: { type: "string", short: "p", default: "3080" },
    help: { type: "boolean", short: "h" },
  },
});

if (values.help === true) {
  console.log(`npm run demo -- [--regulation NAME] [--port 3080]\nHouses: ${(await houseNames()).join(", ")}`);
  process.exit(0);
}

try {
  const began = performance.now();
  console.log("Starting a local Slack, the app and its database …");
  const [house, page] = await Promise.all([readHouse(values.regulation), buildPage()]);
  const stage = await startStage({ house, page, port: Number(values.port) });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`
  Complaint Desk is open:  ${stage.slack.url}/   (${seconds} s)

  Choose at the top who you are: reception, a department's manager, a manager above them.
  Type /complaint in any channel, or look at the cases in the departments' channels.
  The clock at the top can be moved: see what happens when a limit passes.
  Everything lives in memory and is gone when you press Ctrl+C.
`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stage.stop().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
