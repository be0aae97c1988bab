import type { Post } from "../../desk/notices.ts";
import type { CaseFile } from "../../desk/service.ts";
import { context } from "../blocks.ts";
import type { Message } from "../card.ts";
import { md, t } from "../words.ts";
import type { Delivering } from "./delivering.ts";
import { reportUndelivered } from "./undelivered.ts";
import { cardFor, cardKey, leftBehind, sameTarget, targetsOf, voiceOf, type Target } from "./targets.ts";

/** A card of the case that people see as such: where lines and mentions go. */
export interface Standing {
  readonly channel: string;
  readonly ts: string;
  readonly person?: string;
}

/** The places where the whole card stands now. */
export async function standingCards(file: CaseFile, { posts }: Delivering): Promise<readonly Standing[]> {
  const known = await posts.ofCase(file.id);
  return targetsOf(file)
    .filter((target) => target.place === "home")
    .flatMap((target) => {
      const post = known.find((one) => one.kind === "card" && one.state === "sent" && sameTarget(one, target));
      return post?.ts === undefined
        ? []
        : [{ channel: post.channel, ts: post.ts, ...(post.person === undefined ? {} : { person: post.person }) }];
    });
}

/** The first line of every thread says what is kept, and what does not belong there. */
async function openThread(file: CaseFile, card: Standing, { poster }: Delivering): Promise<void> {
  const { language } = voiceOf(file, card.person);
  const message: Message = { text: t(language, "thread.first"), blocks: [context([md(language, "thread.first")])] };
  await poster.post({
    key: `first:${file.id}:${card.person ?? card.channel}`,
    kind: "line",
    channel: card.channel,
    caseId: file.id,
    message,
    threadTs: card.ts,
  });
}

async function postCard(file: CaseFile, target: Target, delivering: Delivering, again?: Post): Promise<void> {
  const { poster } = delivering;
  const person = target.person === undefined ? {} : { person: target.person };
  const posting = {
    key: cardKey(file, target),
    kind: "card" as const,
    channel: target.channel,
    caseId: file.id,
    message: cardFor(file, target.place, target.person),
    ...person,
  };
  const sent = again === undefined ? await poster.post(posting) : await poster.repost(again, posting);
  if (!sent.ok)
    return reportUndelivered(
      file,
      { post: sent.post, what: "card", where: target.channel, reason: sent.reason },
      delivering,
    );
  if (target.place !== "restricted")
    await openThread(file, { channel: sent.channel, ts: sent.ts, ...person }, delivering);
}

async function updateCard(file: CaseFile, post: Post, target: Target, delivering: Delivering): Promise<void> {
  const result = await delivering.poster.update(post, cardFor(file, target.place, target.person));
  if (result === "gone") return postCard(file, target, delivering, post);
  if (typeof result === "object")
    await reportUndelivered(file, { post, what: "card", where: target.channel, reason: result.refused }, delivering);
}

/** A card where the case does not stand any more; that a closed channel keeps its old card harms nobody. */
async function leaveCard(file: CaseFile, post: Post, { poster, log }: Delivering): Promise<void> {
  const result = await poster.update(post, cardFor(file, leftBehind(file), post.person));
  if (typeof result === "object")
    log.warn({ case: file.id, channel: post.channel, reason: result.refused }, "An old card could not be changed");
}

/** The bare line of a restricted case takes the place of a card that everybody could read. */
function bareFirst(targets: readonly Target[]): readonly Target[] {
  return targets.toSorted((a, b) => Number(a.place !== "restricted") - Number(b.place !== "restricted"));
}

/**
 * Draws all cards of a case from the record: posts where one is missing, updates where one stands, marks where it has
 * left. Whatever stands already as it should is not touched. A case that has become restricted leaves first and stands
 * anew afterwards: what fails in between leaves a card too few, and never one before the wrong eyes.
 */
export async function deliverCards(file: CaseFile, delivering: Delivering): Promise<void> {
  const targets = targetsOf(file);
  const known = (await delivering.posts.ofCase(file.id)).filter((post) => post.kind === "card");
  const left = known.filter((post) => post.state === "sent" && !targets.some((target) => sameTarget(post, target)));
  if (file.case.restricted) for (const post of left) await leaveCard(file, post, delivering);
  for (const target of bareFirst(targets)) {
    const post = known.find((one) => sameTarget(one, target) && one.state === "sent");
    // What Slack once refused for good (an archived channel) may be mended by now: each change of the case tries anew.
    const ended = known.find((one) => sameTarget(one, target) && one.state === "ended");
    // Whoever had no card while there was something to do needs none when it is over.
    if (post === undefined && typeof target.place === "object" && file.case.ended !== undefined) continue;
    if (post === undefined) await postCard(file, target, delivering, ended);
    else await updateCard(file, post, target, delivering);
  }
  if (!file.case.restricted) for (const post of left) await leaveCard(file, post, delivering);
}
