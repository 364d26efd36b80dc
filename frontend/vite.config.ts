import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// `COLOPHON_BACKEND` is the address of a running local stack, for development with live reload against it.
const backend = process.env.COLOPHON_BACKEND;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    target: "es2023",
    manifest: true,
    // Fonts stay files of their own: a page that never needs the extended alphabet never loads it.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Nothing in the SDK acts on import, so what a page does not use is left out of it.
      treeshake: { moduleSideEffects: (id) => !id.includes("/sdk/src/") },
    },
  },
  worker: { format: "es" },
  server: {
    host: "127.0.0.1",
    proxy: backend
      ? Object.fromEntries(
          // The stack answers requests of its own pages only, by its own name.
          ["/config.json", "/rpc", "/ipfs", "/api"].map((path) => [
            path,
            { target: backend, changeOrigin: true, headers: { origin: new URL(backend).origin } },
          ]),
        )
      : undefined,
  },
});
