/**
 * Loaded by the demo's editor: opens the debug sidebar, so that messages are seen without a click. Node-RED 4.1 opens with another one.
 */
globalThis.RED.events.on("flows:loaded", () => {
  // After what the editor shows first by itself.
  setTimeout(() => globalThis.RED.actions.invoke("core:show-debug-tab"));
});
