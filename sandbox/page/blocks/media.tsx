import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { FileBlock, ImageBlock, VideoBlock } from "@slack/types";
import { Icon } from "../elements/icons.tsx";
import { Picture } from "../elements/image.tsx";
import { useWorld } from "../state/world.ts";
import { Link, Plain } from "../text/text.tsx";

export function ImageView({ of }: { of: ImageBlock }): JSX.Element {
  return (
    <figure class="picture">
      {of.title ? (
        <figcaption>
          <Plain of={of.title} />
        </figcaption>
      ) : null}
      <Picture source={of} alt={of.alt_text} class="large" />
    </figure>
  );
}

/** A film by its first picture; pressed, it opens where it comes from, since the sandbox embeds nothing from outside. */
export function Video({ of }: { of: VideoBlock }): JSX.Element {
  const { words } = useWorld();
  const [broken, setBroken] = useState(false);
  return (
    <figure class="video">
      <figcaption>
        {(of.provider_name ?? of.author_name) ? (
          <span class="provider">{[of.provider_name, of.author_name].filter(Boolean).join(" · ")}</span>
        ) : null}
        <b>
          {of.title_url === undefined ? (
            <Plain of={of.title} />
          ) : (
            <Link url={of.title_url}>
              <Plain of={of.title} />
            </Link>
          )}
        </b>
        {of.description ? (
          <span>
            <Plain of={of.description} />
          </span>
        ) : null}
      </figcaption>
      <a class="video-still" href={of.video_url} target="_blank" rel="noreferrer noopener">
        <span class="unseen">{words.openVideo(of.title.text)}: </span>
        {broken ? (
          <span class="large broken">{of.alt_text}</span>
        ) : (
          <img class="large" src={of.thumbnail_url} alt={of.alt_text} loading="lazy" onError={() => setBroken(true)} />
        )}
        <span class="play">
          <Icon name="play" />
        </span>
      </a>
    </figure>
  );
}

/* Apps cannot post this block; it stands in messages that share a remote file. */
export function RemoteFile({ of }: { of: FileBlock }): JSX.Element {
  const { words } = useWorld();
  return (
    <p class="remote-file">
      <Icon name="file" /> {words.remoteFile} · {of.external_id}
    </p>
  );
}
