import { lazy } from "react";

/** Tells what newly waits: on the desk with its switch, on other pages unseen. Who did not ask for it loads it on the desk alone. */
export const Telling = lazy(() => import("../parts/Telling.tsx").then((module) => ({ default: module.Telling })));
