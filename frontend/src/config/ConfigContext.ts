import { createContext, useContext } from "react";
import type { RuntimeConfig } from "./RuntimeConfig.ts";

export const ConfigContext = createContext<RuntimeConfig | undefined>(undefined);

/** The settings this site serves. */
export function useRuntimeConfig(): RuntimeConfig {
  const config = useContext(ConfigContext);
  if (!config) throw new Error("useRuntimeConfig needs a ConfigContext above it.");
  return config;
}
