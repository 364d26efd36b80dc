import { useDeferredValue } from "react";
import { useSearchParams } from "wouter";
import { CategoryOptions } from "../../flow/fields.tsx";
import { IndexFailure } from "../../flow/IndexNotices.tsx";
import { ReadPages } from "../../flow/Read.tsx";
import { useSettled } from "../../flow/useForm.ts";
import { withWord } from "../../lib/browser.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { count, formatNumber, wordFor } from "../../lib/format.ts";
import { WorksHead } from "../../parts/heads.tsx";
import { Button } from "../../ui/button.tsx";
import { Field, SearchInput, Select } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { filterWorks, useIndexedWorks, useTotalWorks, useWorks, type WorkFilter } from "./catalogue.ts";
import { IndexedRegister, IndexedWorks, NoWorks } from "./IndexedWorks.tsx";
import { WorkCards } from "./WorkCard.tsx";

/** The catalogue: everything in the register, and nothing but the register. */
export function WorksPage() {
  const [search, setSearch] = useSearchParams();
  const filter = { words: search.get("q") ?? "", category: search.get("category") ?? "" };
  const chainOnly = search.get("from") === "chain";
  const filtering = filter.words.trim() !== "" || filter.category !== "";
  const found = useIndexedWorks({ words: useSettled(filter.words.trim()), category: filter.category, chainOnly });
  const register = useWorks(!found.enabled);

  const change = (key: "q" | "category", value: string) => setSearch(withWord(key, value), { replace: true });
  const clear = () => setSearch({}, { replace: true });

  return (
    <>
      <WorksHead />

      <search className="mb-8 grid gap-4 sm:grid-cols-[1fr_16rem]">
        <Field label="Words">
          <SearchInput
            value={filter.words}
            onChange={(event) => change("q", event.target.value)}
            placeholder="Title, person, identifier, number"
          />
        </Field>
        <Field label="Category">
          <Select value={filter.category} onChange={(event) => change("category", event.target.value)}>
            <option value="">All categories</option>
            <CategoryOptions />
          </Select>
        </Field>
      </search>

      {filtering && found.failure ? (
        <div className="mb-6">
          <IndexFailure error={found.failure} onRetry={() => found.pages.refetch()} busy={found.pages.isFetching} />
        </div>
      ) : null}
      {found.strangers > 0 ? <Contradicted strangers={found.strangers} /> : null}
      {/* The chain lists what it has; it cannot be searched. An index can, in all of it, as long as it answers. */}
      {!found.enabled ? (
        <Register register={register} filter={filter} filtering={filtering} onClear={clear} />
      ) : filtering ? (
        <IndexedWorks found={found} filter={filter} onClear={clear} query={search.toString()} />
      ) : (
        <IndexedRegister found={found} />
      )}
    </>
  );
}

/** An index that lists what is not there is not shown; what it said is. */
function Contradicted({ strangers }: { strangers: number }) {
  const { name } = useActiveChain();
  return (
    <Notice tone="warning" title="The index of this site is wrong" urgent className="mb-6">
      <p>
        It lists {count(strangers, "work")} that {wordFor(strangers, "is", "are")} not registered on {name}. Nothing of
        it is shown here: what follows comes from the chain itself.
      </p>
    </Notice>
  );
}

type RegisterProps = {
  register: ReturnType<typeof useWorks>;
  filter: Pick<WorkFilter, "words" | "category">;
  filtering: boolean;
  onClear: () => void;
};

/** The works as the chain lists them; of those that are loaded, the ones that match. */
function Register({ register, filter, filtering, onClear }: RegisterProps) {
  const total = useTotalWorks();
  const words = useDeferredValue(filter.words);
  const shown = filterWorks(register.items, { words, category: filter.category });
  return (
    <ReadPages
      of={register}
      what="the register"
      more="Load more works"
      end="That is the whole register."
      none={<NoWorks />}
    >
      {(works, block) => (
        <>
          <p role="status" className="mb-6 text-sm text-soft">
            {countLine({ shown: shown.length, loaded: works.length, total, filtering })}
            {block ? ` Read at block ${formatNumber(block.number)}.` : ""}
          </p>
          {shown.length > 0 ? (
            <WorkCards works={shown} />
          ) : (
            <EmptyState
              title="None of the works loaded here match"
              actions={
                <Button variant="secondary" onClick={onClear}>
                  Clear the search
                </Button>
              }
            >
              <p>
                {register.pages.hasNextPage
                  ? "The search looks through what is loaded. Load more works below to search further."
                  : "Try fewer words or another category."}
              </p>
            </EmptyState>
          )}
        </>
      )}
    </ReadPages>
  );
}

type Counts = { shown: number; loaded: number; total: number | undefined; filtering: boolean };

function countLine({ shown, loaded, total, filtering }: Counts): string {
  const all = total !== undefined && total > loaded ? `${loaded} of ${total} works are loaded.` : "";
  if (filtering) return `${shown} of the ${loaded} loaded works ${wordFor(shown, "matches", "match")}. ${all}`.trim();
  return all || `${count(loaded, "work")}.`;
}
