import { formatId, type Metadata } from "@colophon/sdk";
import type { WorkRecord } from "@colophon/sdk/read";
import { useCallback, useMemo, useState } from "react";
import { useDraft } from "../../../flow/useDraft.ts";
import type { Content } from "../files/content.ts";
import { newReviseDraft, originalsOf, ReviseDraft, revisionErrors } from "./revision.ts";

/** The draft of a work's next version, how it is changed, and what is missing of it. */
export function useRevision(work: WorkRecord, before: Metadata | undefined) {
  const id = formatId(work.id, "work");
  const revision = work.versions.length;
  const [initial] = useState(() => newReviseDraft(before, work.category));
  // A draft is for the version after a certain one: what is typed does not silently replace somebody else's change.
  const draft = useDraft({ key: `revise:${id}:${revision}`, version: 2, schema: ReviseDraft, initial });
  const { value, set } = draft;

  const patch = useCallback((change: Partial<ReviseDraft>) => set((now) => ({ ...now, ...change })), [set]);
  // What is about to be signed is what was checked: whatever is typed after that is checked again.
  const edit = useCallback((change: Partial<ReviseDraft>) => patch({ ...change, reviewing: false }), [patch]);
  const onContent = useCallback(
    (content: Content | undefined) => edit({ content, hidden: [], stampDeclined: false }),
    [edit],
  );
  const originals = useMemo(() => originalsOf(work, value.content), [work, value.content]);
  const errors = useMemo(() => revisionErrors(value, initial, originals), [value, initial, originals]);
  return { revision, draft, patch, edit, onContent, originals, errors };
}
