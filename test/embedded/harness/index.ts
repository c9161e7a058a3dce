export * from "./describe-on-each";
export * from "./flows";
export * from "./live";
export type * from "./messages";
export * from "./rig";
export * from "./start-node-red";
export * from "./users";
export { ROOT, VERSIONS, type Version } from "./versions";
