/*
 * Whether this browser can run the site at all, asked before anything else runs. In the oldest JavaScript, since a
 * browser that lacks the newer cannot even read it. docs/browsers.md and the page /browsers name the same versions.
 */
(function () {
  "use strict";
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
  if (missing.length === 0) return;

  document.documentElement.setAttribute("data-unsupported", missing.join(", "));
  var show = function () {
    var root = document.getElementById("root");
    if (!root) return;
    root.innerHTML =
      '<main class="mx-auto grid max-w-2xl gap-6 px-4 py-16" role="alert">' +
      '<h1 class="text-4xl">This browser is too old for Colophon</h1>' +
      "<p>Use Chrome or Edge 111, Firefox 119, Safari 16.4, or a newer one. On an iPhone or iPad, update the system to 16.4; " +
      "in a wallet's own browser, update the wallet.</p>" +
      '<p class="text-sm"></p>' +
      "<p>Nothing you made is lost: works and licences are on the chain, and what this site kept on this device stays.</p>" +
      "</main>";
    root
      .getElementsByTagName("p")[1]
      .appendChild(document.createTextNode("It does not have: " + missing.join(", ") + "."));
  };
  if (document.getElementById("root")) show();
  else document.addEventListener("DOMContentLoaded", show);
})();
