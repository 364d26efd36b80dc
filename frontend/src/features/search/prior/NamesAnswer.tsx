import { IndexFailure } from "../../../components/index/IndexFailure.tsx";
import { IndexFreshness } from "../../../components/index/IndexFreshness.tsx";
import { WorkHit } from "../../../components/index/WorkHit.tsx";
import { LoadingState } from "../../../components/LoadingState.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { IndexedWork } from "../../../lib/index/IndexedWork.ts";
import { listOf } from "../../../lib/index/listOf.ts";
import { useIndex } from "../../../lib/index/useIndex.ts";
import { NearNames } from "../results/NearNames.tsx";

const most = 10;
const Works = listOf(IndexedWork);

/** Works that have the words of a title, and names that are spelled alike. */
export function NamesAnswer({ name }: { name: string }) {
  const answer = useIndex({
    path: `/v1/works?${new URLSearchParams({ q: name.slice(0, 200), limit: String(most) })}`,
    schema: Works,
  });
  const { data } = answer;
  return (
    <section aria-labelledby="words-heading" className="grid gap-5">
      <h2 id="words-heading" className="text-2xl">
        Works with the words “{name}”
      </h2>
      {answer.isPending ? <LoadingState label="Asking the index" /> : null}
      {answer.error ? (
        <IndexFailure error={answer.error} onRetry={() => answer.refetch()} busy={answer.isFetching} />
      ) : null}
      {data && data.items.length === 0 ? (
        <Notice title="No work in this index has all of these words">
          <p>
            “Not found in this index” is not “not registered”: a work may have another title, another language, or be
            stamped in secret.
          </p>
        </Notice>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className="grid gap-6">
          {data.items.map((work) => (
            <li key={work.id}>
              <WorkHit work={work} />
            </li>
          ))}
        </ul>
      ) : null}
      {data?.next ? <p className="text-soft">There are more; only the first {most} are shown.</p> : null}
      {data ? (
        <>
          <NearNames name={name} except={data.items.map(({ id }) => id)} />
          <IndexFreshness at={data.at} />
        </>
      ) : null}
    </section>
  );
}
