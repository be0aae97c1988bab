import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { CardBlock, CarouselBlock, MrkdwnElement, PlainTextElement } from "@slack/types";
import { ElementView } from "../elements/element.tsx";
import { Icon } from "../elements/icons.tsx";
import { ImageElementView, Picture } from "../elements/image.tsx";
import { useWorld } from "../state/world.ts";
import { Emoji, Text } from "../text/text.tsx";

/** `subtext` and `slack_icon` are on the platform and not yet in @slack/types. */
export type WholeCard = CardBlock & {
  subtext?: MrkdwnElement | PlainTextElement;
  slack_icon?: { type?: string; name?: string };
};

export function Card({ of, id }: { of: WholeCard; id: string }): JSX.Element {
  const head = of.icon ?? of.slack_icon ?? of.title ?? of.subtitle;
  return (
    <article class="card">
      {of.hero_image ? <Picture source={of.hero_image} alt={of.hero_image.alt_text} class="hero" /> : null}
      <div class="card-inside">
        {head ? (
          <div class="card-head">
            {of.icon ? <ImageElementView of={of.icon} /> : null}
            {of.slack_icon?.name ? <Emoji name={of.slack_icon.name} /> : null}
            <div>
              {of.title ? (
                <div class="card-title">
                  <Text of={of.title} />
                </div>
              ) : null}
              {of.subtitle ? (
                <div class="card-subtitle">
                  <Text of={of.subtitle} />
                </div>
              ) : null}
            </div>
          </div>
        ) : null}
        {of.body ? (
          <div class="card-body">
            <Text of={of.body} />
          </div>
        ) : null}
        {of.subtext ? (
          <div class="card-subtitle">
            <Text of={of.subtext} />
          </div>
        ) : null}
        {of.actions ? (
          <div class="actions">
            {of.actions.map((button, index) => (
              <ElementView key={button.action_id ?? index} of={button} block={id} />
            ))}
          </div>
        ) : null}
      </div>
    </article>
  );
}

/** Cards side by side; they scroll by hand, by key and by two buttons. */
export function Carousel({ of, id }: { of: CarouselBlock; id: string }): JSX.Element {
  const { words } = useWorld();
  const row = useRef<HTMLUListElement>(null);
  const move = (by: number): void =>
    row.current?.scrollBy({ left: by * row.current.clientWidth * 0.8, behavior: "smooth" });
  return (
    <div class="carousel">
      <ul ref={row} class="carousel-row" tabIndex={0}>
        {of.elements.map((card, index) => (
          <li key={card.block_id ?? index}>
            <Card of={card} id={card.block_id ?? id} />
          </li>
        ))}
      </ul>
      {of.elements.length > 1 ? (
        <div class="carousel-buttons">
          <button type="button" class="icon-button" aria-label={words.previousCards} onClick={() => move(-1)}>
            <Icon name="back" />
          </button>
          <button type="button" class="icon-button" aria-label={words.nextCards} onClick={() => move(1)}>
            <Icon name="forward" />
          </button>
        </div>
      ) : null}
    </div>
  );
}
