import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Time } from "../ui/values.tsx";

/**
 * Says that the page runs from what this device keeps, and what that is good for.
 *
 * @param kept When the site last told its settings to this device, in seconds since 1970.
 */
export function OfflineNotice({ kept }: { kept: number }) {
  return (
    <Notice
      tone="warning"
      title="You are offline, or this site does not answer"
      actions={
        <Button size="small" variant="secondary" onClick={() => location.reload()}>
          Try again
        </Button>
      }
    >
      <p>
        This page runs from what your device keeps. Where the chain and the contracts are, the site last said on{" "}
        <Time seconds={kept} />.
      </p>
      <p>
        You can verify a proof that you have as a file, hash files, and see your licences as they last were. Sign
        nothing until the site answers again: its settings may have changed.
      </p>
    </Notice>
  );
}
