import { Button } from "../components/Button.tsx";
import { Notice } from "../components/Notice.tsx";
import { Logo } from "./Logo.tsx";

/** The whole page when the site's settings cannot be read: nothing else would be true without them. */
export function ConfigFailure({ sentence }: { sentence: string }) {
  return (
    <main className="mx-auto grid max-w-2xl gap-6 px-4 py-16">
      <p className="flex items-center gap-3">
        <Logo className="size-8" />
        <span className="font-medium font-serif text-3xl">Colophon</span>
      </p>
      <h1 className="text-4xl">This site cannot start</h1>
      <Notice
        tone="danger"
        urgent
        actions={
          <Button variant="secondary" onClick={() => location.reload()}>
            Try again
          </Button>
        }
      >
        <p>{sentence}</p>
        <p>
          Nothing you made is lost: works and licences are on the chain, drafts and openings are kept on this device.
        </p>
      </Notice>
    </main>
  );
}
