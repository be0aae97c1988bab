import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { ConfirmRoom } from "../elements/confirm.tsx";
import { nowOf, type Model } from "../state/model.ts";
import type { Session } from "../state/session.ts";
import { useStore } from "../state/store.ts";
import { WorldContext, type World } from "../state/world.ts";
import { isChinese } from "../text/dates.ts";
import { wordsFor } from "../words/words.ts";
import { ConversationView } from "./conversation.tsx";
import { HomeView } from "./home.tsx";
import { ModalStack } from "./modal.tsx";
import { PeopleBar } from "./people-bar.tsx";
import { Sidebar } from "./sidebar.tsx";
import { ThreadPane } from "./thread.tsx";
import { Toasts } from "./toasts.tsx";
import { ToolsPane, type Tool } from "./tools.tsx";

/** The whole page of one acted person. */
export function App({ session }: { session: Session }): JSX.Element {
  const model = useStore(session.model, (value) => value);
  const world = useWorldOf(session, model);
  const [tool, setTool] = useState<Tool>();
  useEffect(() => {
    if (!world) return;
    document.documentElement.lang = isChinese(world.me.locale) ? "zh-CN" : "en";
    document.title = [placeName(model), model.team?.name].filter(Boolean).join(" · ");
  });
  if (!world)
    return (
      <p class="starting" role="status">
        {wordsFor(navigator.language).starting}
      </p>
    );
  const { where, thread } = model;
  const conversation = where?.kind === "conversation" ? model.conversations.get(where.id) : undefined;
  const shape = `page${where ? " inside" : ""}${thread ? " with-thread" : ""}${tool ? " with-tools" : ""}`;
  return (
    <WorldContext.Provider value={world}>
      <ConfirmRoom>
        <div class={shape}>
          <PeopleBar model={model} tool={tool} onTool={(next) => setTool(next === tool ? undefined : next)} />
          {model.online ? null : (
            <p class="offline" role="status">
              {world.words.offline}
            </p>
          )}
          <div class="panes">
            <Sidebar model={model} />
            <main class="place" aria-label={placeName(model)}>
              {where?.kind === "home" ? (
                <HomeView key={`${world.me.id} ${where.app}`} app={where.app} model={model} />
              ) : null}
              {conversation ? (
                <ConversationView key={`${world.me.id} ${conversation.id}`} conversation={conversation} model={model} />
              ) : null}
            </main>
            {thread ? <ThreadPane key={`${world.me.id} ${thread.ts}`} thread={thread} model={model} /> : null}
            {tool ? <ToolsPane tool={tool} model={model} onTool={setTool} /> : null}
          </div>
          <ModalStack key={world.me.id} modals={model.modals} />
          <Toasts toasts={model.toasts} />
        </div>
      </ConfirmRoom>
    </WorldContext.Provider>
  );
}

function placeName(model: Model): string {
  if (model.where?.kind === "home") return model.apps.get(model.where.app)?.name ?? "";
  const conversation = model.where && model.conversations.get(model.where.id);
  return conversation?.name ?? "";
}

/* One object as long as nothing changes that texts are made of, so that a new message does not draw all the old ones again. */
function useWorldOf(session: Session, model: Model): World | undefined {
  const minute = useMinute(model);
  const { me, people, groups, apps } = model;
  const names = [...model.conversations.values()].map((each) => `${each.id} ${each.name}`).join("\n");
  return useMemo(() => {
    if (!me) return undefined;
    const reader = { zone: me.tz, locale: me.locale, now: nowOf(session.model.get().clock) };
    return {
      session,
      me,
      reader,
      words: wordsFor(me.locale),
      people,
      groups,
      apps,
      conversations: model.conversations,
    };
  }, [session, me, people, groups, apps, names, minute]);
}

/* Times such as "today" and "3 minutes ago" are drawn again when the sandbox's minute turns. */
function useMinute(model: Model): number {
  const [minute, setMinute] = useState(0);
  useEffect(() => {
    const look = (): void => setMinute(Math.floor(nowOf(model.clock) / 60_000));
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [model.clock]);
  return minute;
}
