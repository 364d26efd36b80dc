import { explainError } from "@colophon/sdk";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { drafts } from "../../flow/useDraft.ts";
import { useActiveChain } from "../../lib/chain.ts";
import { inOrder, type KeptOpening, useKeptOpenings } from "../../lib/openings.ts";

type Unfinished = { href: string; label: string };

/** Which page a kept form belongs to, by its key; undefined for what is a part of a page that leads there by itself. */
function unfinishedOf(key: string): Unfinished | undefined {
  const [kind = "", number = ""] = key.split(":");
  switch (kind) {
    case "register":
      return { href: "/register", label: "A registration" };
    case "series":
      return { href: `/register/series/${number}`, label: "A series to register" };
    case "offer":
      return { href: `/work/${number}/offer`, label: "An offer" };
    case "revise":
      return { href: `/work/${number}/revise`, label: "A new version" };
    case "report":
      return { href: `/licence/${number}?tab=reports`, label: "A report" };
    case "sublicense":
      return { href: `/licence/${number}?tab=sublicences`, label: "An offer of a sublicence" };
    default:
      return undefined;
  }
}

/** What somebody typed or sealed in this browser and did not send. */
export function Drafts() {
  const { id } = useActiveChain();
  const kept = useQuery({ queryKey: ["drafts", id], queryFn: () => drafts.keys(), staleTime: 0 });
  const openings = useKeptOpenings();
  const forms = (kept.data ?? [])
    .filter((key) => key.startsWith(`${id}:`))
    .flatMap((key) => unfinishedOf(key.slice(`${id}:`.length)) ?? []);
  const sealed = latestOf(openings.data ?? []);
  if (kept.error) return <p className="text-soft">{explainError(kept.error).sentence}</p>;
  if (forms.length === 0 && sealed.length === 0) return null;
  return (
    <section aria-labelledby="home-drafts">
      <h2 id="home-drafts" className="mb-3 text-2xl">
        In this browser
      </h2>
      <ul className="grid gap-2">
        {forms.map(({ href, label }) => (
          <li key={href}>
            <Link href={href} className="link">
              {label}
            </Link>{" "}
            <span className="text-sm text-soft">begun and not sent</span>
          </li>
        ))}
        {sealed.map(({ stamped, name }) => (
          <li key={stamped} className="[overflow-wrap:anywhere]">
            <Link href={`/prove/${stamped}`} className="link">
              <bdi>{name}</bdi>
            </Link>{" "}
            <span className="text-sm text-soft">sealed here</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The latest that were sealed here, one for each stamp. */
function latestOf(openings: readonly KeptOpening[]): KeptOpening[] {
  const stamps = [...new Map(inOrder(openings).map((kept) => [kept.stamped, kept])).values()];
  return stamps.toSorted((a, b) => b.createdAt - a.createdAt).slice(0, 5);
}
