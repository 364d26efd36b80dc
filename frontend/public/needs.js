/*
 * Whether this browser can run the site at all, asked before anything else runs. In the oldest JavaScript, since a
 * browser that lacks the newer cannot even read it. docs/browsers.md and the page /browsers name the same versions.
 */
(function () {
  "use strict";
  // The site is there once for each language: readers are led to the one they chose, or that their browser prefers.
  var languages = document.querySelectorAll("#languages a");
  var homeIn = function (language) {
    for (var at = 0; at < languages.length; at++)
      if (languages[at].hreflang === language) return languages[at].pathname;
    return undefined;
  };
  var here = homeIn(document.documentElement.lang);
  var sameIn = function (home) {
    return home + location.pathname.slice(here.length) + location.search + location.hash;
  };
  var wantedLanguage = function () {
    var chosen = localStorage.getItem("colophon.language");
    if (homeIn(chosen)) return chosen;
    var preferred = navigator.languages || [navigator.language];
    for (var at = 0; at < preferred.length; at++) {
      var language = String(preferred[at]).slice(0, 2).toLowerCase();
      if (homeIn(language)) return language;
    }
    return undefined;
  };
  if (here) {
    try {
      var home = homeIn(wantedLanguage());
      var isElsewhere = home && home !== here && location.pathname.indexOf(here) === 0;
      if (isElsewhere && (home.length < here.length || location.pathname.indexOf(home) !== 0)) {
        location.replace(sameIn(home));
        return;
      }
    } catch (refused) {
      // Where nothing can be kept, the address alone says which language it is.
    }
    document.addEventListener("click", function (event) {
      for (var at = 0; at < languages.length; at++) {
        if (!languages[at].contains(event.target)) continue;
        languages[at].href = sameIn(homeIn(languages[at].hreflang));
        try {
          localStorage.setItem("colophon.language", languages[at].hreflang);
        } catch (refused) {
          return;
        }
      }
    });
  }

  var needs = {
    modules: "noModule" in document.createElement("script"),
    "large whole numbers (BigInt)": typeof BigInt === "function",
    "secure random numbers": typeof crypto === "object" && typeof crypto.getRandomValues === "function",
    "fetch and streams": typeof fetch === "function" && typeof ReadableStream === "function",
    "JavaScript of 2023":
      typeof Array.prototype.toSorted === "function" && typeof Array.prototype.findLast === "function",
    "well-formed text": typeof String.prototype.toWellFormed === "function"
  };
  var missing = [];
  for (var name in needs) if (!needs[name]) missing.push(name);
  var say = function (title, sentences) {
    var root = document.getElementById("root");
    if (!root) return;
    root.innerHTML =
      '<main class="mx-auto grid max-w-2xl gap-6 px-4 py-16" role="alert"><h1 class="text-4xl"></h1></main>';
    var main = root.firstChild;
    main.firstChild.appendChild(document.createTextNode(title));
    for (var at = 0; at < sentences.length; at++) {
      main.appendChild(document.createElement("p")).appendChild(document.createTextNode(sentences[at]));
    }
  };
  var kept =
    "Nothing you made is lost: works and licences are on the chain, and what this site kept on this device stays.";

  // What a page begins with is in the HTML already: there is something to read while the program comes.
  var showHead = function () {
    var home = document.querySelector("#root header a");
    var place = document.querySelector("#root main > [aria-hidden]");
    if (!home || !place) return;
    var path = "/" + location.pathname.slice(home.pathname.length);
    var heads = document.querySelectorAll("template[data-path]");
    for (var at = 0; at < heads.length; at++) {
      if (heads[at].getAttribute("data-path") !== path) continue;
      // Whoever has a wallet connected comes to their desk.
      if (path === "/" && knowsWallet()) return;
      place.parentNode.replaceChild(heads[at].content.cloneNode(true), place);
      return;
    }
  };
  var knowsWallet = function () {
    try {
      return localStorage.getItem("colophon.recentConnectorId") !== null;
    } catch (refused) {
      return false;
    }
  };

  if (missing.length === 0) {
    // The site's own program does not come: without it nothing else could say so.
    var onError = function (event) {
      var script = event.target;
      if (!script || script.tagName !== "SCRIPT" || script.type !== "module") return;
      say("This site could not be loaded", [
        "Your connection may be gone, or this site has a newer version. Reload the page.",
        kept
      ]);
    };
    document.addEventListener("error", onError, true);
    showHead();
    return;
  }

  document.documentElement.setAttribute("data-unsupported", missing.join(", "));
  var show = function () {
    say("This browser is too old for Colophon", [
      "Use Chrome or Edge 111, Firefox 119, Safari 16.4, or a newer one. On an iPhone or iPad, update the system to 16.4; " +
        "in a wallet's own browser, update the wallet.",
      "It does not have: " + missing.join(", ") + ".",
      kept
    ]);
  };
  if (document.getElementById("root")) show();
  else document.addEventListener("DOMContentLoaded", show);
})();
