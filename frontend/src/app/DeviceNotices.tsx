import { lazy, Suspense, useSyncExternalStore } from "react";
import { useRuntimeConfig } from "../config/config.ts";
import { useSkew } from "../lib/clock.ts";
import { isSecure } from "../lib/device.ts";
import { keeping } from "../lib/storage.ts";

// Most devices are well, and load none of these words.
const DeviceNotice = lazy(() => import("./DeviceNotice.tsx").then((module) => ({ default: module.DeviceNotice })));

/** What of this device and browser a person should know before they rely on the page. */
export function DeviceNotices() {
  const skew = useSkew();
  const stored = useSyncExternalStore(keeping.subscribe, keeping.get);
  const secure = isSecure();
  const { kept } = useRuntimeConfig();
  if (!skew && stored === "all" && secure && !kept) return null;
  return (
    <aside aria-label="About this device" className="mx-auto grid w-full max-w-6xl gap-3 px-4 pt-4 sm:px-6">
      <Suspense>
        <DeviceNotice kept={kept} secure={secure} stored={stored} skew={skew} />
      </Suspense>
    </aside>
  );
}
