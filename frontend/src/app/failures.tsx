import { Component, type ReactNode } from "react";
import { keeping } from "../lib/storage.ts";
import { Button } from "../ui/button.tsx";
import { Logo } from "../ui/Logo.tsx";
import { Notice } from "../ui/notice.tsx";

type Props = {
  children: ReactNode;
  /** A change of it gives the part another chance. */
  resetKey?: string;
  /** What the part is, as in "This part of the page could not be loaded". */
  part?: string;
  /** For a part that has no place of its own on the page, such as a dialog: its notice floats, and this takes it away. */
  onDismiss?: () => void;
  /** For what everything stands on: its fault leaves a whole page that says so, never an empty one. */
  whole?: boolean;
};

/** Code that did not come: the connection is gone, or the site was renewed and its old files are not there any more. */
function isMissingCode(error: unknown): boolean {
  return (
    error instanceof TypeError && /dynamically imported module|module script|importing a module/i.test(error.message)
  );
}

/** Catches what a part of the page did not expect, so that the rest of the site goes on. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    // Nothing may be thrown that looks like nothing was.
    return { error: error ?? new Error("Something was thrown that says nothing.") };
  }

  override componentDidUpdate(previous: Props) {
    if (previous.resetKey !== this.props.resetKey && this.state.error !== undefined)
      this.setState({ error: undefined });
  }

  override render() {
    const { error } = this.state;
    const { children, part = "page", onDismiss, whole } = this.props;
    if (error === undefined) return children;
    if (whole) return <StartFailure error={error} />;
    const missing = isMissingCode(error);
    const notice = (
      <Notice
        tone="danger"
        urgent
        title={missing ? `This ${part} could not be loaded` : `Something unexpected happened on this ${part}`}
        actions={
          <>
            <Button variant="secondary" onClick={() => location.reload()}>
              Reload
            </Button>
            {onDismiss ? (
              <Button variant="secondary" onClick={onDismiss}>
                Close
              </Button>
            ) : null}
          </>
        }
      >
        <p>
          {missing ? "Your connection may be gone, or this site has a newer version. Reload to go on." : <WhatIsKept />}
        </p>
        {missing ? null : <p className="text-sm text-soft">{error instanceof Error ? error.message : String(error)}</p>}
      </Notice>
    );
    return onDismiss ? (
      <div className="fixed inset-x-4 bottom-4 z-60 mx-auto max-w-xl shadow-leaf">{notice}</div>
    ) : (
      notice
    );
  }
}

function WhatIsKept() {
  return keeping.get() === "all"
    ? "What you typed and what you sent is kept on this device. Reload to go on."
    : "This browser keeps nothing for this site: copy what you typed and is still to be seen, then reload.";
}

/** The whole page when nothing else can be shown: why, and that nothing is lost. */
function WholePage({ children }: { children: ReactNode }) {
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
        {children}
        <p>
          Nothing you made is lost: works and licences are on the chain
          {keeping.get() === "all" ? ", drafts and openings are kept on this device" : ""}.
        </p>
      </Notice>
    </main>
  );
}

/** When the site's settings cannot be read: nothing else would be true without them. */
export function ConfigFailure({ sentence }: { sentence: string }) {
  return (
    <WholePage>
      <p>{sentence}</p>
    </WholePage>
  );
}

/** When something fails that everything stands on. */
export function StartFailure({ error }: { error: unknown }) {
  return (
    <WholePage>
      <p>
        {isMissingCode(error)
          ? "A part of it could not be loaded. Your connection may be gone, or this site has a newer version."
          : "Something unexpected happened that the whole site stands on."}
      </p>
      <p className="text-sm text-soft">{error instanceof Error ? error.message : String(error)}</p>
    </WholePage>
  );
}
