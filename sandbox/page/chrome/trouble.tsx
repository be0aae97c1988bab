import type { JSX } from "preact";
import type { Trouble } from "../../protocol.ts";
import { Icon } from "../elements/icons.tsx";

/** What Slack says when an app has not done its part. */
export function TroubleLine({ of }: { of: Trouble }): JSX.Element {
  return (
    <p class="trouble" role="alert" title={of.error}>
      <Icon name="warning" /> {of.words}
    </p>
  );
}
