import { WorkHit } from "../../../components/index/WorkHit.tsx";
import { NearAnswer } from "../../../lib/index/NearAnswer.ts";
import { useIndex } from "../../../lib/index/useIndex.ts";

export type NearNamesProps = {
  name: string;
  /** Numbers of works that are shown already. */
  except: readonly string[];
};

/** Works whose names are spelled alike; nothing while there are none. */
export function NearNames({ name, except }: NearNamesProps) {
  const answer = useIndex({
    path: name.length < 3 ? undefined : `/v1/near?${new URLSearchParams({ name: name.slice(0, 200) })}`,
    schema: NearAnswer,
  });
  const near = answer.data?.items.filter(({ work }) => !except.includes(work.id)) ?? [];
  if (near.length === 0) return null;
  return (
    <section aria-labelledby="near-names" className="grid gap-6">
      <h2 id="near-names" className="text-2xl">
        Similar names
      </h2>
      <ul className="grid gap-6">
        {near.map(({ work }) => (
          <li key={work.id}>
            <WorkHit work={work} />
          </li>
        ))}
      </ul>
    </section>
  );
}
