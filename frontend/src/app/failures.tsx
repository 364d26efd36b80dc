import { Component, type ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Logo } from "./Header.tsx";

type Props = { children: ReactNode /** A change of it gives the page another chance. */; resetKey: string };

/** Catches what a page did not expect, so that the rest of the site goes on. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate(previous: Props) {
    if (previous.resetKey !== this.props.resetKey && this.state.error !== undefined)
      this.setState({ error: undefined });
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const missing = error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
    return (
      <Notice
        tone="danger"
        urgent
        title={missing ? "This page could not be loaded" : "Something unexpected happened on this page"}
        actions={
          <Button variant="secondary" onClick={() => location.reload()}>
            Reload
          </Button>
        }
      >
        <p>
          {missing
            ? "Your connection may be gone, or this site has a newer version. Reload to go on."
            : "What you typed and what you sent is kept on this device. Reload to go on."}
        </p>
        {missing ? null : <p className="text-sm text-soft">{error instanceof Error ? error.message : String(error)}</p>}
      </Notice>
    );
  }
}

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
