import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ImageElement, SlackFileImageObject, UrlImageObject } from "@slack/types";
import { useWorld } from "../state/world.ts";
import { Icon } from "./icons.tsx";

/** A small picture beside text. */
export function ImageElementView({ of }: { of: ImageElement }): JSX.Element {
  return <Picture source={of} alt={of.alt_text} class="thumb" />;
}

interface PictureProps {
  source: UrlImageObject | SlackFileImageObject;
  alt: string;
  class: string;
}

/** A picture by address or by Slack file. One that cannot be fetched (the sandbox may have no way out) shows its words instead. */
export function Picture({ source, alt, class: name }: PictureProps): JSX.Element {
  const { me } = useWorld();
  const [broken, setBroken] = useState(false);
  const address = "image_url" in source ? source.image_url : fileAddress(source, me.id);
  if (broken)
    return (
      <span class={`${name} broken`} role="img" aria-label={alt} title={alt}>
        <Icon name="file" /> <span aria-hidden="true">{alt}</span>
      </span>
    );
  return <img class={name} src={address} alt={alt} title={alt} loading="lazy" onError={() => setBroken(true)} />;
}

function fileAddress({ slack_file: file }: SlackFileImageObject, person: string): string {
  const id = "id" in file ? file.id : (/\bF[A-Z0-9]{6,}\b/.exec(file.url)?.[0] ?? "");
  return `/_sandbox/files/${id}?as=${person}`;
}
