import type { JSX } from "preact";
import type { PlanBlock, TaskCardBlock } from "@slack/types";
import { Icon, type IconName } from "../elements/icons.tsx";
import { useWorld } from "../state/world.ts";
import { RichText } from "../text/rich-text.tsx";
import { Link } from "../text/text.tsx";

const STATUS_ICONS: Record<TaskCardBlock["status"], IconName> = {
  pending: "circle",
  in_progress: "half",
  complete: "success",
  error: "error",
};

/** One task: what it is, how far it is, and, unfolded, what it did. */
export function TaskCard({ of }: { of: TaskCardBlock }): JSX.Element {
  const { words } = useWorld();
  const head = (
    <>
      <span
        class={`task-status ${of.status}`}
        role="img"
        aria-label={words.taskStatus[of.status]}
        title={words.taskStatus[of.status]}
      >
        <Icon name={STATUS_ICONS[of.status]} />
      </span>
      <span class="task-title">{of.title}</span>
    </>
  );
  if (!of.details && !of.output && !of.sources?.length)
    return (
      <div class="task-card">
        <div class="task-head">{head}</div>
      </div>
    );
  return (
    <details class="task-card" open>
      <summary class="task-head">{head}</summary>
      <div class="task-inside">
        {of.details ? <RichText of={of.details} /> : null}
        {of.output ? <RichText of={of.output} /> : null}
        {of.sources?.length ? (
          <ul class="sources" aria-label={words.sources}>
            {of.sources.map((source) => (
              <li key={source.url}>
                <Link url={source.url}>{source.text}</Link>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </details>
  );
}

export function Plan({ of }: { of: PlanBlock }): JSX.Element {
  return (
    <section class="plan" aria-label={of.title}>
      <div class="plan-title">{of.title}</div>
      {(of.tasks ?? []).filter(isTask).map((task) => (
        <TaskCard key={task.task_id} of={task} />
      ))}
    </section>
  );
}

function isTask(task: NonNullable<PlanBlock["tasks"]>[number]): task is TaskCardBlock {
  return typeof task.title === "string" && typeof task.status === "string" && task.status in STATUS_ICONS;
}
