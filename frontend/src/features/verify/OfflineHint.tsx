import { Notice } from "../../components/Notice.tsx";

/** How to check a bundle without this site. */
export function OfflineHint() {
  return (
    <Notice title="Check it without us">
      <p>
        Nothing of this needs our site. The whole verifier is one file, verify.html, which works from a disk with the
        network off. Make it yourself from the source with <code className="font-mono">npm run build:verify</code>,
        which prints its SHA-256 so that two people can compare theirs. On a command line it is{" "}
        <code className="font-mono">colophon verify</code> with the bundle and the files.
      </p>
    </Notice>
  );
}
