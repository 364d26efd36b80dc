import type { Keeping } from "../lib/storage.ts";
import { Notice } from "../ui/notice.tsx";

/** What may be the matter with a device: how the page came to it, or what its browser keeps. */
type DeviceTrouble = "insecure" | Exclude<Keeping, "all">;

const sentences: Record<DeviceTrouble, string> = {
  insecure:
    "This page came without https, so whoever is on the network between could have changed it. Read and verify here; to sign, open it by an address that begins with https.",
  nothing:
    "This browser keeps nothing for this site: cookies or site data are blocked. You can read and verify everything. What you type, your opening files and the list of what you sent are gone when this page is closed, so save openings as files.",
  full: "There is no room left for this site on this device. What you type from now on, and new opening files, are gone when this page is closed, so save openings as files, or make room and reload.",
};

/** Says what is the matter with this device, and what to do. */
export function DeviceNotice({ trouble }: { trouble: DeviceTrouble }) {
  return (
    <Notice tone="warning">
      <p>{sentences[trouble]}</p>
    </Notice>
  );
}
