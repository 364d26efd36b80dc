import { useSyncExternalStore } from "react";
import { language } from "../config/site.ts";

/**
 * Pages that a browser translates. Translators put the words of a page into elements of their own (`<font>`), in the
 * place of the texts that React made and still holds in its hands. When React then takes one of these away, puts
 * something before it or changes it, the text is not where React left it: the whole page would be thrown away
 * (facebook/react#11538), or an old figure would stay on the screen under a new one.
 *
 * So this remembers what a translator put in the place of which text, and does to that what React meant for the text.
 */

/** What stands on the page for a text that a translator took away. */
const standIns = new WeakMap<Node, ChildNode>();

const isFont = (node: Node | null | undefined): node is HTMLElement => node?.nodeName === "FONT";

/** The child of this parent that is, holds or stands for the node; undefined if nothing does. */
function childFor(parent: Node, node: Node | null | undefined): ChildNode | undefined {
  let at = node;
  while (at && at.parentNode !== parent) at = at.parentNode;
  if (at) return at as ChildNode;
  const other = node && standIns.get(node);
  return other ? childFor(parent, other) : undefined;
}

let seen = false;

const listeners = new Set<() => void>();

/** How translators mark a page: Google's, Microsoft's, and those that only change its language. */
function isMarked(): boolean {
  const { classList, lang } = document.documentElement;
  if (classList.contains("translated-ltr") || classList.contains("translated-rtl")) return true;
  return (lang !== "" && !lang.startsWith(language)) || document.querySelector("[_msttexthash]") !== null;
}

function look() {
  const next = isMarked() || document.querySelector("#root font") !== null;
  if (next === seen) return;
  seen = next;
  for (const listener of listeners) listener();
}

/** A text that changed after a translator took it away: the new text is put back, to be translated again. */
const changes =
  typeof MutationObserver === "undefined"
    ? undefined
    : new MutationObserver((records) => {
        for (const { target } of records) {
          const standIn = standIns.get(target);
          if (!standIn || target.parentNode) continue;
          standIns.delete(target);
          standIn.replaceWith(target);
        }
      });

/** Remembers which elements of a translator stand for which texts. */
function note(records: readonly MutationRecord[]) {
  for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
    for (const removed of removedNodes) {
      if (removed.nodeType !== Node.TEXT_NODE || removed.parentNode) continue;
      const standIn = [...addedNodes, previousSibling, nextSibling].find(isFont);
      if (!standIn) continue;
      standIns.set(removed, standIn);
      changes?.observe(removed, { characterData: true });
    }
  }
}

let guarded = false;

/** Makes a translated page safe for React. Once, before the first render. */
export function guardAgainstTranslation(): void {
  if (guarded) return;
  guarded = true;
  const { removeChild, insertBefore } = Node.prototype;
  const watch = new MutationObserver((records) => {
    note(records);
    look();
  });
  watch.observe(document.documentElement, { childList: true, subtree: true });
  // Its marks: on the root only, since React changes classes all the time.
  new MutationObserver(look).observe(document.documentElement, { attributeFilter: ["class", "lang"] });

  Node.prototype.removeChild = function <Child extends Node>(this: Node, child: Child): Child {
    if (child.parentNode === this) return removeChild.call(this, child) as Child;
    // React may be faster than the observer is told.
    note(watch.takeRecords());
    const standIn = childFor(this, child);
    if (standIn) removeChild.call(this, standIn);
    return child;
  };

  Node.prototype.insertBefore = function <Child extends Node>(this: Node, child: Child, before: Node | null): Child {
    if (!before || before.parentNode === this) return insertBefore.call(this, child, before) as Child;
    note(watch.takeRecords());
    return insertBefore.call(this, child, childFor(this, before) ?? null) as Child;
  };
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whether a browser translates this page, so that its words are not ours. */
export function useTranslated(): boolean {
  return useSyncExternalStore(subscribe, () => seen);
}
