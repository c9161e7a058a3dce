/** What the editor makes of dashboards that are imported one after the other: all pages belong to the first. */
export function onOneDashboard(flow) {
  const [first, ...others] = flow.filter(({ type }) => type === "ui-base");
  const dropped = new Set(others.map(({ id }) => id));
  return flow
    .filter(({ id }) => !dropped.has(id))
    .map((node) => (dropped.has(node.ui) ? { ...node, ui: first.id } : node));
}
