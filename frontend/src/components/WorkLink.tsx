import { formatId } from "@colophon/sdk";
import { Link } from "wouter";
import { titleOf } from "../lib/work/titleOf.ts";
import { untitled } from "../lib/work/untitled.ts";
import { useWork } from "../lib/work/useWork.ts";

/** A link to a work by its title, or by its number while the title is not known. */
export function WorkLink({ id }: { id: bigint }) {
  const found = useWork(id);
  return (
    <Link href={`/work/${formatId(id, "work")}`} className="link [overflow-wrap:anywhere]">
      <bdi>{found.data?.status === "found" ? titleOf(found.data.value) : untitled(id)}</bdi>
    </Link>
  );
}
