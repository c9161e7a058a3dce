interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export function onOneDashboard<Node extends FlowNode>(flow: readonly Node[]): Node[];
