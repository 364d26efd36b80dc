import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { App } from "./app/App.tsx";
import { createWalletConfig } from "./app/createWalletConfig.ts";
import { ConfigFailure, ErrorBoundary, StartFailure } from "./app/failures.tsx";
import { Providers } from "./app/Providers.tsx";
import { preloadRoute } from "./app/routes.tsx";
import { fetchConfig, hasDemo } from "./config/config.ts";
import { basePath, withoutBase } from "./config/site.ts";
import { clock } from "./lib/clock.ts";
import { guardAgainstTranslation } from "./lib/translation.ts";
import "./styles.css";

async function start(root: Root) {
  // Side by side with the settings, which the page waits for anyway.
  preloadRoute(withoutBase(location.pathname));
  const result = await fetchConfig(`${basePath}config.json`);
  if (!result.ok) {
    root.render(<ConfigFailure sentence={result.sentence} />);
    return;
  }
  const { config, time } = result;
  if (time !== undefined) clock.noteSite(time);
  const demo = config.chains.some(hasDemo);
  const [wallets, people] = await Promise.all([
    createWalletConfig(config),
    demo ? import("./app/demo/people.ts").then((module) => module.people) : [],
  ]);
  const names = new Map(people.map((person) => [person.address.toLowerCase(), person.name]));
  root.render(
    <StrictMode>
      <ErrorBoundary whole>
        <Providers config={config} wallets={wallets} names={names}>
          <App />
        </Providers>
      </ErrorBoundary>
    </StrictMode>,
  );
  // Whoever only looks loads nothing more: the site is kept on the device once somebody does something here.
  for (const sign of ["pointerdown", "keydown"]) {
    addEventListener(sign, () => import("./app/offline.ts").then(({ keepSite }) => keepSite()), { once: true });
  }
}

const element = document.getElementById("root");
// What needs.js has said of this browser stays.
if (element && !document.documentElement.dataset.unsupported) {
  guardAgainstTranslation();
  const root = createRoot(element);
  // In a task of its own: what was just read by the browser has run to its end, and a click before it is heard.
  setTimeout(() => {
    start(root).catch((error: unknown) => root.render(<StartFailure error={error} />));
  });
}
