import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Address } from "viem";
import { useConnection } from "wagmi";
import { useLocation } from "wouter";
import { useActiveChain } from "../lib/chain.ts";
import { clock } from "../lib/clock.ts";
import {
  askPermission,
  followClicks,
  type Message,
  notify,
  type Permission,
  permission,
  watchPermission,
} from "../lib/notifications.ts";
import { keeping } from "../lib/storage.ts";
import { tasksOf } from "../lib/tasks.ts";
import { lookAndTell, wish } from "../lib/telling.ts";
import { useAskAnew } from "../lib/useFinding.ts";
import { Switch } from "../ui/field.tsx";

/** How often a tab asks itself whether it is time for a look, in milliseconds. */
const tick = 60_000;

type TellingProps = {
  account: Address;
  /** Whether the switch is shown, or what newly waits is only told. */
  shown?: boolean;
};

/** The same for the connected account, if there is one. */
export function Telling({ shown }: Pick<TellingProps, "shown">) {
  const { address } = useConnection();
  return address ? <TellingOf account={address} shown={shown ?? false} key={address} /> : null;
}

/** Tells on this device what newly waits for an account, if the person asked for it. */
export function TellingOf({ account, shown = false }: TellingProps) {
  const wished = useSyncExternalStore(wish.subscribe, wish.get);
  const may = usePermission();
  const [location] = useLocation();
  // On the desk it is the one with the switch that looks.
  const failed = useWatch(account, wished && may === "granted" && (shown || location !== "/"));
  return shown ? <TellingSwitch wished={wished} may={may} failed={failed} /> : null;
}

/** What the browser allows, as it changes in its settings too. */
function usePermission(): Permission {
  const [subscribe] = useState(() => (changed: () => void) => watchPermission(changed));
  return useSyncExternalStore(subscribe, permission);
}

/** Looks now and then, also while the tab is in the background; true once the browser showed nothing of what was new. */
function useWatch(account: Address, on: boolean): boolean {
  const { id: chainId } = useActiveChain();
  const [failed, setFailed] = useState(false);
  const [, navigate] = useLocation();
  const read = useAskAnew(tasksOf(account));
  const latest = useRef({ read, navigate });
  latest.current = { read, navigate };

  useEffect(() => {
    if (!on) return;
    const open = (path: string) => latest.current.navigate(path);
    const tell = async (messages: readonly Message[]) => {
      const each = await Promise.all(messages.map((message) => notify(message, open)));
      return each.every(Boolean);
    };
    const look = () =>
      lookAndTell({ ...{ chainId, account, tell }, now: clock.now(), read: () => latest.current.read() })
        .then((looked) => looked && setFailed(!looked.told))
        // A look that came to nothing is made up for by the next.
        .catch(() => undefined);
    void look();
    const timer = setInterval(look, tick);
    document.addEventListener("visibilitychange", look);
    const leave = followClicks(open);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      leave();
    };
  }, [on, chainId, account]);
  return failed;
}

type TellingSwitchProps = { wished: boolean; may: Permission; failed: boolean };

function TellingSwitch({ wished, may, failed }: TellingSwitchProps) {
  /** What became of the question that the browser puts to the person. */
  const [asked, setAsked] = useState<"asking" | NotificationPermission>();
  const wanted = useRef(wished);
  const kept = useSyncExternalStore(keeping.subscribe, keeping.get);

  const turn = async (on: boolean) => {
    wanted.current = on;
    setAsked(undefined);
    if (!on) return wish.end();
    if (may === "granted") return wish.begin();
    setAsked("asking");
    const answer = await askPermission();
    // Who changed their mind while the browser asked is told nothing.
    if (!wanted.current) return;
    if (answer === "granted") wish.begin();
    setAsked(answer === "granted" || answer === "missing" || answer === "insecure" ? undefined : answer);
  };
  const impossible = may === "missing" || may === "insecure";
  const trouble =
    impossible || (wished && may !== "granted")
      ? sentences[may]
      : asked
        ? sentences[asked]
        : wished && failed
          ? "Something new waits, and this browser did not show it. Look at your list, and use the calendar file."
          : wished && kept !== "all"
            ? "This browser keeps nothing here, so you are told only until you close or reload this page."
            : undefined;
  return (
    <section aria-label="Notifications" className="grid gap-2">
      <Switch
        label="Tell me on this device when something new waits"
        hint="You are told what newly stands in your list: a report, a notice, a debt, money, or a licence that ends. Each line shows as it stands there, so whoever sees your screen can read it. Nothing is sent to us or to anybody else."
        checked={(wished && may === "granted") || asked === "asking"}
        disabled={impossible}
        onChange={({ target }) => void turn(target.checked)}
      />
      <p className="text-sm text-soft">
        It works only while a page of this site is open here and your wallet is connected. A browser may let such a page
        sleep. What you must not miss belongs in your calendar: the file for it is under{" "}
        <a href="#home-coming" className="link">
          Coming up
        </a>
        .
      </p>
      <p role="status" className="text-sm font-medium">
        {trouble}
      </p>
    </section>
  );
}

const sentences: Record<Permission | "asking", string> = {
  granted: "",
  asking:
    "Your browser asks whether this site may tell you. Answer it there, often beside the address. Until then, nothing is told.",
  default: "The question was closed without an answer, so nothing is told. Turn this on again to be asked once more.",
  denied:
    "This browser does not let the site tell you anything. You can change that in its settings for this site. A private window, or whoever manages this device, may forbid it for good.",
  missing:
    "This browser shows no notifications of sites. On an iPhone or iPad, add the site to your Home Screen and open it from there.",
  insecure:
    "This page came without https, so the browser lets it tell nothing. Open it by an address that begins with https.",
};
