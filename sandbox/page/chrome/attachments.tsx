import type { JSX } from "preact";
import type { FileSeen, SeenAttachment } from "../../protocol.ts";
import { Blocks } from "../blocks/block.tsx";
import { Icon } from "../elements/icons.tsx";
import { useWorld } from "../state/world.ts";
import { Link, Mrkdwn, Plain } from "../text/text.tsx";

const NAMED_COLORS: Record<string, string> = { good: "#2f8f5b", warning: "#c98a1b", danger: "#b3261e" };

/** Legacy attachments with their coloured edge. */
export function Attachments({ of }: { of: SeenAttachment[] }): JSX.Element {
  return (
    <>
      {of.map((attachment, index) => (
        <div key={attachment.id ?? index}>
          {attachment.pretext === undefined ? null : (
            <div class="message-text">
              <Mrkdwn text={attachment.pretext} />
            </div>
          )}
          <div class="attachment" style={{ borderColor: edgeOf(attachment.color) }}>
            {attachment.title === undefined ? null : (
              <b>
                {attachment.title_link === undefined ? (
                  attachment.title
                ) : (
                  <Link url={attachment.title_link}>{attachment.title}</Link>
                )}
              </b>
            )}
            {attachment.text === undefined ? null : (
              <div class="message-text">
                <Mrkdwn text={attachment.text} />
              </div>
            )}
            {attachment.fields ? (
              <div class="fields">
                {attachment.fields.map((field, at) => (
                  <div key={at} class={`field-text${field.short ? "" : " wide"}`}>
                    <b>{field.title}</b>
                    <div>
                      <Mrkdwn text={field.value} />
                    </div>
                  </div>
                ))}
              </div>
            ) : null}
            {attachment.blocks ? <Blocks of={attachment.blocks} /> : null}
            {attachment.footer === undefined ? null : (
              <small class="hint">
                <Plain of={{ type: "plain_text", text: attachment.footer }} />
              </small>
            )}
          </div>
        </div>
      ))}
    </>
  );
}

function edgeOf(color: string | undefined): string {
  if (color === undefined) return "var(--line-strong)";
  const named = NAMED_COLORS[color];
  if (named) return named;
  return /^#?[0-9a-f]{3,8}$/i.test(color) ? `#${color.replace("#", "")}` : "var(--line-strong)";
}

/** Files shared with a message: pictures are shown, all can be fetched. */
export function Files({ of }: { of: FileSeen[] }): JSX.Element | null {
  const { me } = useWorld();
  if (of.length === 0) return null;
  return (
    <ul class="files">
      {of.map((file) => {
        const address = `${file.url}${file.url.includes("?") ? "&" : "?"}as=${me.id}`;
        return (
          <li key={file.id}>
            <a href={address} download={file.name}>
              {file.mimetype.startsWith("image/") ? (
                <img src={address} alt={file.title} class="thumb-file" loading="lazy" />
              ) : (
                <Icon name="file" />
              )}
              <span>
                <b>{file.title || file.name}</b>
                <small>{sizeOf(file.size)}</small>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
