import type { Skew } from "../lib/clock.ts";
import type { Keeping } from "../lib/storage.ts";
import { spanInWords } from "../lib/time.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Time } from "../ui/values.tsx";

/** What may be the matter with a device: how the page came to it, or what its browser keeps. */
type DeviceTrouble = "insecure" | Exclude<Keeping, "all">;

const sentences: Record<DeviceTrouble, string> = {
  insecure:
    "This page came without https, so whoever is on the network between could have changed it. Read and verify here; to sign, open it by an address that begins with https.",
  nothing:
    "This browser keeps nothing for this site: cookies or site data are blocked. You can read and verify everything. What you type, your opening files and the list of what you sent are gone when this page is closed, so save openings as files.",
  full: "There is no room left for this site on this device. What you type from now on, and new opening files, are gone when this page is closed, so save openings as files, or make room and reload.",
};

export type DeviceNoticeProps = {
  /** When the site last told its settings to this device, in seconds since 1970, if the page runs from what it keeps. */
  kept: number | undefined;
  secure: boolean;
  stored: Keeping;
  skew: Skew | undefined;
};

/** Says what is the matter with this device, and what to do. */
export function DeviceNotice({ kept, secure, stored, skew }: DeviceNoticeProps) {
  return (
    <>
      {kept ? <Offline kept={kept} /> : null}
      {secure ? null : <Trouble of="insecure" />}
      {stored === "all" ? null : <Trouble of={stored} />}
      {skew ? <WrongClock skew={skew} /> : null}
    </>
  );
}

function Trouble({ of }: { of: DeviceTrouble }) {
  return (
    <Notice tone="warning">
      <p>{sentences[of]}</p>
    </Notice>
  );
}

/** The page runs from what this device keeps: what that is good for. */
function Offline({ kept }: { kept: number }) {
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

/** This device's clock is wrong: by how much, and what that means here. */
function WrongClock({ skew: { seconds, by } }: { skew: Skew }) {
  const whose = by === "network" ? "the network's" : "this site's";
  return (
    <Notice tone="warning">
      <p>
        This device's clock is {spanInWords(Math.abs(seconds))} {seconds > 0 ? "ahead of" : "behind"} {whose}. What is
        in force, and until when, is decided by the network, so its time is used here. Set your clock right before you
        sign.
      </p>
    </Notice>
  );
}
