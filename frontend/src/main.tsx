import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { createWalletConfig } from "./app/createWalletConfig.ts";
import { ConfigFailure } from "./app/failures.tsx";
import { Providers } from "./app/Providers.tsx";
import { preloadRoute } from "./app/routes.tsx";
import { fetchConfig, hasDemo } from "./config/config.ts";
import "./styles.css";

async function start(element: HTMLElement) {
  const root = createRoot(element);
  // Side by side with the settings, which the page waits for anyway.
  preloadRoute(location.pathname);
  const result = await fetchConfig();
  if (!result.ok) {
    root.render(<ConfigFailure sentence={result.sentence} />);
    return;
  }
  const { config } = result;
  const demo = config.chains.some(hasDemo);
  const [wallets, people] = await Promise.all([
    createWalletConfig(config),
    demo ? import("./app/demo/people.ts").then((module) => module.people) : [],
  ]);
  const names = new Map(people.map((person) => [person.address.toLowerCase(), person.name]));
  root.render(
    <StrictMode>
      <Providers config={config} wallets={wallets} names={names}>
        <App />
      </Providers>
    </StrictMode>,
  );
}

const element = document.getElementById("root");
if (element) void start(element);
