/** What keeps Node-RED from asking and fetching. */
export const SETTINGS = {
  flowFile: "flows.json",
  credentialSecret: "embedded",
  telemetry: { enabled: false, updateNotification: false },
  editorTheme: { tours: false, projects: { enabled: false }, palette: { catalogues: [] } },
  externalModules: { palette: { allowInstall: false }, modules: { allowInstall: false } },
  logging: { console: { level: "info", metrics: false, audit: false } },
};
