import type { JSX } from "preact";
import type { Model } from "../state/model.ts";
import { useWorld } from "../state/world.ts";

/** Home and Messages of an app. */
export function AppTabs({
  app,
  tab,
  model,
}: {
  app: string;
  tab: "home" | "messages";
  model: Model;
}): JSX.Element | null {
  const { words, session } = useWorld();
  const seen = model.apps.get(app);
  if (!seen) return null;
  const open = async (): Promise<void> => {
    const opened = await session.tryAct({ do: "open-dm", users: [seen.botUser] });
    if (opened.ok) session.go({ kind: "conversation", id: opened.conversation });
  };
  return (
    <nav class="tabs" aria-label={seen.name}>
      {seen.homeTab ? (
        <button
          type="button"
          aria-current={tab === "home" ? "page" : undefined}
          onClick={() => session.go({ kind: "home", app })}
        >
          {words.home}
        </button>
      ) : null}
      {seen.messagesTab ? (
        <button type="button" aria-current={tab === "messages" ? "page" : undefined} onClick={() => void open()}>
          {words.messages}
        </button>
      ) : null}
    </nav>
  );
}
