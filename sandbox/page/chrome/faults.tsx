import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Deed, Fault, FaultKind } from "../../protocol-control.ts";
import type { Model } from "../state/model.ts";
import { useWorld } from "../state/world.ts";

type Place = Fault["where"];

const WHERES: Place[] = ["api", "response_url", "delivery"];

const KINDS: Record<Place, FaultKind["kind"][]> = {
  api: ["drop-answer", "delay", "rate-limit", "status", "error"],
  response_url: ["drop-answer", "delay", "status"],
  delivery: ["lose", "delay", "twice", "two-ids", "reorder"],
};

const WHATS: Record<FaultKind["kind"], FaultKind> = {
  "drop-answer": { kind: "drop-answer" },
  delay: { kind: "delay", ms: 5000 },
  "rate-limit": { kind: "rate-limit", retryAfter: 3 },
  status: { kind: "status", status: 500 },
  error: { kind: "error", error: "internal_error" },
  lose: { kind: "lose" },
  twice: { kind: "twice" },
  "two-ids": { kind: "two-ids" },
  reorder: { kind: "reorder" },
};

const TIMES = { once: 1, three: 3, always: null } as const;

/** Makes Slack fail on purpose. */
export function FaultsTool({ model }: { model: Model }): JSX.Element {
  const { words } = useWorld();
  return (
    <div class="faults">
      <p>{words.faultsIntro}</p>
      <ActiveFaults faults={model.faults} />
      <NewFault />
      <Blows model={model} />
    </div>
  );
}

function ActiveFaults({ faults }: { faults: Fault[] }): JSX.Element {
  const { words, session } = useWorld();
  return (
    <section aria-label={words.activeFaults}>
      <h3>{words.activeFaults}</h3>
      {faults.length === 0 ? <p class="hint">{words.noFaults}</p> : null}
      <ul class="fault-list">
        {faults.map((fault) => (
          <li key={fault.id}>
            <span>
              <b>{words.faultKinds[fault.what.kind]}</b>
              <small>
                {[
                  words.faultWhere[fault.where],
                  fault.match.method ?? fault.match.name,
                  fault.left === null ? words.timesValues.always : words.timesLeft(fault.left),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </span>
            <button type="button" class="button" onClick={() => void session.deed({ do: "lift", id: fault.id })}>
              {words.lift}
            </button>
          </li>
        ))}
      </ul>
      {faults.length > 1 ? (
        <button type="button" class="button" onClick={() => void session.deed({ do: "lift" })}>
          {words.liftAll}
        </button>
      ) : null}
    </section>
  );
}

function NewFault(): JSX.Element {
  const { words, session } = useWorld();
  const [where, setWhere] = useState<Place>("api");
  const [kind, setKind] = useState<FaultKind["kind"]>("drop-answer");
  const [which, setWhich] = useState("");
  const [times, setTimes] = useState<keyof typeof TIMES>("once");
  const add = async (): Promise<void> => {
    const name = which.trim();
    const match = name === "" ? {} : { match: where === "api" ? { method: name } : { name } };
    await session.deed({ do: "fault", where, ...match, what: WHATS[kind], times: TIMES[times] });
  };
  return (
    <section aria-label={words.addFault}>
      <h3>{words.addFault}</h3>
      <Choose
        label={words.where}
        value={where}
        options={WHERES.map((each) => [each, words.faultWhere[each]])}
        onChange={(next) => {
          setWhere(next);
          setKind(KINDS[next][0] ?? "delay");
          setWhich("");
        }}
      />
      <Choose
        label={words.what}
        value={kind}
        options={KINDS[where].map((each) => [each, words.faultKinds[each]])}
        onChange={setKind}
      />
      {words.whichHint[where] === "" ? null : (
        <label class="inline-field">
          <span>{words.which}</span>
          <input
            value={which}
            placeholder={words.whichHint[where]}
            onInput={(event) => setWhich(event.currentTarget.value)}
          />
        </label>
      )}
      <Choose
        label={words.times}
        value={times}
        options={[
          ["once", words.timesValues.once],
          ["three", words.timesValues.three],
          ["always", words.timesValues.always],
        ]}
        onChange={setTimes}
      />
      <button type="button" class="button primary" onClick={() => void add()}>
        {words.addFault}
      </button>
    </section>
  );
}

/** Things that happen once: sockets cut, tokens revoked, channels archived, people gone. */
function Blows({ model }: { model: Model }): JSX.Element {
  const { words, session, me } = useWorld();
  const [channel, setChannel] = useState("");
  const [person, setPerson] = useState("");
  const [done, setDone] = useState(false);
  const act = async (deed: Deed): Promise<void> => {
    const result = await session.deed(deed);
    setDone(!("ok" in result) || result.ok);
  };
  const channels = [...model.conversations.values()].filter(
    (each) => each.kind === "public" || each.kind === "private",
  );
  const persons = [...model.people.values()].filter((each) => !each.bot && each.id !== me.id);
  const chosenChannel = channels.find((each) => each.id === channel);
  const chosenPerson = persons.find((each) => each.id === person);
  return (
    <section>
      <div class="button-row">
        {[...model.apps.values()].map((app) => (
          <span key={app.id} class="button-row">
            <button
              type="button"
              class="button"
              onClick={() => void act({ do: "close-socket", app: app.id, reason: "cut" })}
            >
              {words.closeSocket}
            </button>
            <button type="button" class="button danger" onClick={() => void act({ do: "revoke-token", app: app.id })}>
              {words.revokeToken}
            </button>
          </span>
        ))}
      </div>
      <Choose
        label={words.channel}
        value={channel}
        options={[["", ""], ...channels.map((each): [string, string] => [each.id, each.name])]}
        onChange={setChannel}
      />
      <button
        type="button"
        class="button"
        disabled={!chosenChannel}
        onClick={() =>
          chosenChannel &&
          void act({ do: "archive", channel: chosenChannel.id, ...(chosenChannel.archived ? { undo: true } : {}) })
        }
      >
        {chosenChannel?.archived ? words.unarchive : words.archive}
      </button>
      <Choose
        label={words.person}
        value={person}
        options={[["", ""], ...persons.map((each): [string, string] => [each.id, each.displayName])]}
        onChange={setPerson}
      />
      <button
        type="button"
        class="button"
        disabled={!chosenPerson}
        onClick={() =>
          chosenPerson &&
          void act({ do: "deactivate", user: chosenPerson.id, ...(chosenPerson.deactivated ? { undo: true } : {}) })
        }
      >
        {chosenPerson?.deactivated ? words.reactivate : words.deactivate}
      </button>
      <div class="button-row" role="group" aria-label={words.rateLimits}>
        <span>{words.rateLimits}:</span>
        <button type="button" class="button" onClick={() => void act({ do: "rate-limits", mode: "real" })}>
          {words.limitsReal}
        </button>
        <button type="button" class="button" onClick={() => void act({ do: "rate-limits", mode: "off" })}>
          {words.limitsOff}
        </button>
      </div>
      <p role="status" class="hint">
        {done ? words.done : ""}
      </p>
    </section>
  );
}

interface ChooseProps<Value extends string> {
  label: string;
  value: Value;
  options: [Value, string][];
  onChange: (value: Value) => void;
}

function Choose<Value extends string>({ label, value, options, onChange }: ChooseProps<Value>): JSX.Element {
  return (
    <label class="inline-field">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = options[event.currentTarget.selectedIndex];
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
