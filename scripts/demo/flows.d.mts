interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export const DEMO: string;
export const DASHBOARD_PATH: string;
export function demoFlows(): FlowNode[];
