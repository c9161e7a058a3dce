/** An exchange on loopback that speaks both dialects of the protocol, with a market of its own. */

export { type Control, ControlError, type Cut, type TradeOrder } from "./control/control";
export { Market } from "./market";
export { RecordingError } from "./replay/recording";
export { type ReplayOptions, startReplay } from "./replay/replay";
export type { Exchange } from "./server";
export { type Simulator, type SimulatorOptions, startSimulator } from "./simulator";
export type { EndpointStatistics, Statistics } from "./statistics";
