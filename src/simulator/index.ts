/** An exchange on loopback that speaks both dialects of the protocol, with a market of its own. */

export { ControlError } from "./control/checks";
export type { Control } from "./control/control";
export type { Cut, TermStructure, TradeOrder } from "./control/orders";
export type { Exchange } from "./exchange/server";
export type { EndpointStatistics, Statistics } from "./exchange/statistics";
export { FIGURES, type Figures } from "./frames/figures";
export type { Books } from "./market/liquidity";
export { Market } from "./market/market";
export { RecordingError } from "./replay/recording";
export { type ReplayOptions, startReplay } from "./replay/replay";
export { type Simulator, type SimulatorOptions, startSimulator } from "./simulator";
