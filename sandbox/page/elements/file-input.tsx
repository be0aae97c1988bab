import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { FileInput } from "@slack/types";
import type { FileSeen } from "../../protocol.ts";
import { useSurface, type Target } from "../state/surface.ts";
import { useWorld } from "../state/world.ts";
import { listOf } from "./choices.tsx";
import { fieldAttributes, useField } from "./field.ts";
import { Icon } from "./icons.tsx";
import { readForUpload } from "./upload.ts";

const BIGGEST = 10 * 1024 * 1024;

/** Files for a form: each is sent to the sandbox at once, the form holds their ids. */
export function FileInputElement({ of, target }: { of: FileInput; target: Target }): JSX.Element {
  const { form, locked } = useSurface();
  const { words, session } = useWorld();
  const field = useField();
  const input = useRef<HTMLInputElement>(null);
  const note = useId();
  const [files, setFiles] = useState<FileSeen[]>([]);
  const [sending, setSending] = useState<string[]>([]);
  const [trouble, setTrouble] = useState<string>();
  const [over, setOver] = useState(false);
  const most = of.max_files ?? 10;
  const ids = listOf(form.read(target));

  const add = async (picked: File[]): Promise<void> => {
    setTrouble(undefined);
    let held = ids;
    for (const file of picked) {
      const refusal = refusalOf(file, of.filetypes, words);
      if (refusal !== undefined || held.length >= most) {
        setTrouble(refusal ?? words.tooManyFiles(most));
        continue;
      }
      setSending((old) => [...old, file.name]);
      const result = await session.act({ do: "upload", ...(await readForUpload(file)) });
      setSending((old) => old.toSpliced(old.indexOf(file.name), 1));
      if (!result.ok) {
        setTrouble(result.words);
        continue;
      }
      held = [...held, result.file.id];
      setFiles((old) => [...old, result.file]);
      form.write(target, held);
    }
  };
  const { "aria-required": _, ...attributes } = fieldAttributes(field, words.addFiles(most));
  return (
    <div
      class={`file-input${over ? " over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void add([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <input
        ref={input}
        type="file"
        class="unseen"
        multiple={most > 1}
        accept={of.filetypes?.map((type) => `.${type}`).join(",")}
        disabled={locked}
        {...attributes}
        aria-describedby={[field.describedBy, note].filter(Boolean).join(" ")}
        onChange={(event) => {
          void add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <button
        type="button"
        class="button"
        tabIndex={-1}
        aria-hidden="true"
        disabled={locked}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" /> {words.addFiles(most)}
      </button>
      <small id={note} class="hint">
        {words.dropFiles}
        {of.filetypes ? ` · ${words.fileTypes(of.filetypes.join(", "))}` : ""} · {words.tooManyFiles(most)}
      </small>
      <ul class="file-list" aria-live="polite">
        {ids.map((id) => {
          const name = files.find((file) => file.id === id)?.name ?? id;
          return (
            <li key={id}>
              <Icon name="file" /> {name}
              <button
                type="button"
                class="icon-button small"
                aria-label={words.remove(name)}
                onClick={() =>
                  form.write(
                    target,
                    ids.filter((each) => each !== id),
                  )
                }
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
        {sending.map((name) => (
          <li key={name} class="sending">
            {words.uploading(name)}
          </li>
        ))}
      </ul>
      {trouble === undefined ? null : (
        <p class="field-error" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

function refusalOf(
  file: File,
  types: string[] | undefined,
  words: ReturnType<typeof useWorld>["words"],
): string | undefined {
  if (file.size > BIGGEST) return words.fileTooBig(file.name);
  const ending = file.name.split(".").at(-1)?.toLowerCase() ?? "";
  if (types && !types.map((type) => type.toLowerCase()).includes(ending)) return words.wrongType(file.name);
  return undefined;
}
