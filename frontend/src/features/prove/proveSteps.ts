export const proveSteps = ["Choose files", "Check", "Keep the key", "Stamp"] as const;
