export * from "./axe";
export * from "./chromium";
export * from "./editor";
export * from "./use-editor";
