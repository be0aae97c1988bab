import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { HomeSeen } from "../../protocol.ts";
import { Blocks } from "../blocks/block.tsx";
import { Icon } from "../elements/icons.tsx";
import type { Model } from "../state/model.ts";
import { SurfaceContext, surfaceActs, useForm } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { AppTabs } from "./app-tabs.tsx";
import { TroubleLine } from "./trouble.tsx";

/** The Home tab that an app publishes for one person. */
export function HomeView({ app, model }: { app: string; model: Model }): JSX.Element {
  const { words, session } = useWorld();
  const home = model.homes.get(app);
  const name = model.apps.get(app)?.name ?? "";
  return (
    <>
      <header class="place-head">
        <button type="button" class="icon-button to-list" aria-label={words.back} onClick={() => session.leave()}>
          <Icon name="back" />
        </button>
        <div class="place-words">
          <h1>{name}</h1>
        </div>
      </header>
      <AppTabs app={app} tab="home" model={model} />
      <div class="home" tabIndex={0} role="region" aria-label={`${name} ${words.home}`}>
        {home === undefined ? (
          <p class="empty" role="status">
            {words.loading}
          </p>
        ) : home.published ? (
          <HomeBlocks home={home} />
        ) : (
          <p class="empty">{words.noHome}</p>
        )}
      </div>
    </>
  );
}

const NO_ERRORS = {};

function HomeBlocks({ home }: { home: HomeSeen }): JSX.Element {
  const { session } = useWorld();
  const form = useForm(home.state, home.blocks);
  const surface = useMemo(
    () => ({
      kind: "home" as const,
      form,
      errors: NO_ERRORS,
      locked: false,
      ...surfaceActs({ view: home.id }, form, { act: session.act, options: session.act }),
    }),
    [form, home.id, session],
  );
  return (
    <SurfaceContext.Provider value={surface}>
      <Blocks of={home.blocks} />
      {home.trouble ? <TroubleLine of={home.trouble} /> : null}
    </SurfaceContext.Provider>
  );
}
