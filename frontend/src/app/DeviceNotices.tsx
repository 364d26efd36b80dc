import { lazy, Suspense, useSyncExternalStore } from "react";
import { useRuntimeConfig } from "../config/config.ts";
import { useSkew } from "../lib/clock.ts";
import { isSecure } from "../lib/device.ts";
import { type Keeping, keeping } from "../lib/storage.ts";
import { Notice } from "../ui/notice.tsx";

// Few clocks are wrong, and the words for how wrong bring much of what pages say of times.
const SkewNotice = lazy(() => import("./SkewNotice.tsx").then((module) => ({ default: module.SkewNotice })));
const OfflineNotice = lazy(() => import("./OfflineNotice.tsx").then((module) => ({ default: module.OfflineNotice })));

const keepingSentences: Record<Keeping, string | undefined> = {
  all: undefined,
  nothing:
    "This browser keeps nothing for this site: cookies or site data are blocked. You can read and verify everything. What you type, your opening files and the list of what you sent are gone when this page is closed, so save openings as files.",
  full: "There is no room left for this site on this device. What you type from now on, and new opening files, are gone when this page is closed, so save openings as files, or make room and reload.",
};

/** What of this device and browser a person should know before they rely on the page. */
export function DeviceNotices() {
  const skew = useSkew();
  const kept = keepingSentences[useSyncExternalStore(keeping.subscribe, keeping.get)];
  const insecure = !isSecure();
  const { kept: since } = useRuntimeConfig();
  if (!skew && !kept && !insecure && !since) return null;
  return (
    <aside aria-label="About this device" className="mx-auto grid w-full max-w-6xl gap-3 px-4 pt-4 sm:px-6">
      {since ? (
        <Suspense>
          <OfflineNotice kept={since} />
        </Suspense>
      ) : null}
      {insecure ? (
        <Notice tone="warning">
          <p>
            This page came without https, so whoever is on the network between could have changed it. Read and verify
            here; to sign, open it by an address that begins with https.
          </p>
        </Notice>
      ) : null}
      {kept ? (
        <Notice tone="warning">
          <p>{kept}</p>
        </Notice>
      ) : null}
      {skew ? (
        <Suspense>
          <SkewNotice skew={skew} />
        </Suspense>
      ) : null}
    </aside>
  );
}
