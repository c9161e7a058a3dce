import type { Headers, NodeRed } from "./start-node-red";

/** Of `password`, by bcrypt. */
const HASH = "$2b$04$YLD1UgWrocuqes5tv09WNeveo7I/MNJSVfp.0wwuaOll.IDjRhYCK";

/** People by what they may do. */
const PERMISSIONS = {
  admin: "*",
  /** May try a connection, by the name of that permission, but not deploy. */
  trier: ["flows.read", "coincall.read", "coincall.write"],
  reader: "read",
} as const;

export type User = keyof typeof PERMISSIONS;

/** Node-RED's setting for these people. */
export const LOGIN = {
  type: "credentials",
  users: Object.entries(PERMISSIONS).map(([username, permissions]) => ({
    username,
    password: HASH,
    permissions,
  })),
};

/** The same, where whoever does not log in may read. */
export const LOGIN_OR_READ = { ...LOGIN, default: { permissions: "read" } };

/** @returns what this user's requests say of who asks */
export async function logIn(nodeRed: NodeRed, username: User): Promise<Headers> {
  const scope = [PERMISSIONS[username]].flat().join(" ");
  const form = { client_id: "node-red-admin", grant_type: "password", scope, username, password: "password" };
  const answer = await nodeRed.admin("/auth/token", { method: "POST", body: new URLSearchParams(form) });
  const { access_token } = (await answer.json()) as { access_token: string };
  return { Authorization: `Bearer ${access_token}` };
}
