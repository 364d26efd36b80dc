import { PageHeader } from "../ui/page.tsx";

// The heads of pages that say the same to everybody. They stand in the site's HTML as well, so that there is something to
// read before any code has come (app/firstScreens.tsx).

export function WorksHead() {
  return (
    <PageHeader eyebrow="The catalogue" title="Works">
      <p>
        Every work in the register, the newest first. Nobody picks what appears here, and being listed does not make a
        claim right.
      </p>
    </PageHeader>
  );
}

export function LookupHead() {
  return (
    <PageHeader title="Look up">
      <p>
        A file, a link, a number, a name: what is registered of it, who claimed it first, what is licensed, and what you
        may do with it.
      </p>
    </PageHeader>
  );
}

export function VerifyHead() {
  return (
    <PageHeader eyebrow="Verify" title="Check a file, a proof or a number">
      <p>You need no wallet and no account. Files are read in your browser and stay there.</p>
    </PageHeader>
  );
}

export function ProveHead() {
  return (
    <PageHeader eyebrow="Prove" title="Show that you held it by today">
      <p>
        You stamp a sealed fingerprint of your files on a public chain. Later you can open it and show that you held
        exactly these files by that moment. Until then nobody can tell what was stamped.
      </p>
    </PageHeader>
  );
}
