import { LockKeyhole } from "lucide-react";
import type { Content } from "../files/Content.ts";

export type SecretSideProps = { content: Content; findable: number; stamped: boolean };

/** What stays with the person, and what the registration opens. */
export function SecretSide({ content, findable, stamped }: SecretSideProps) {
  const { files } = content.manifest;
  const rest = files.filter(({ size }) => size > 0).length - findable;
  return (
    <section aria-labelledby="secret-side" className="grid content-start gap-5">
      <h3 id="secret-side" className="flex items-center gap-2.5 text-2xl">
        <LockKeyhole aria-hidden="true" strokeWidth={1.5} className="size-6 text-accent" /> Stays with you
      </h3>
      <ul className="grid gap-3 border-rule border-t pt-4 [&>li]:flex [&>li]:gap-3">
        <li>
          <Mark />
          The {files.length === 1 ? "file itself. It never leaves" : "files themselves. They never leave"} this device.
        </li>
        <li>
          <Mark />
          The{" "}
          {files.length === 1
            ? "name of the file, its size and its type."
            : "names of the files, their sizes and types."}
        </li>
        {rest > 0 ? (
          <li>
            <Mark />
            Everything about the {rest === 1 ? "file" : `${rest.toLocaleString("en-GB")} files`} that you left out.
          </li>
        ) : null}
        <li>
          <Mark />
          The list of files with its salts, which shows what the content root is made of. Keep the opening file: with it
          you can show any single file later, without the others.
        </li>
      </ul>
      {stamped ? (
        <p className="text-soft text-sm">
          The registration opens your stamp: it publishes the salt that seals it, so that everybody can see whose stamp
          it is and how early.
        </p>
      ) : null}
    </section>
  );
}

function Mark() {
  return <span aria-hidden="true" className="mt-2.5 size-1.5 shrink-0 rounded-full bg-accent" />;
}
