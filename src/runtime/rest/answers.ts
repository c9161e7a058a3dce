/** What is read of the exchange's answers over HTTP, with the schemas of their guards. */

export interface Configuration {
  optionConfig?: object;
  futuresConfig?: object;
}

export const CONFIGURATION_SCHEMA = {
  type: "object",
  properties: { optionConfig: { type: "object" }, futuresConfig: { type: "object" } },
};

export interface Listed {
  symbolName: string;
  isActive?: boolean;
}

export const LISTED_SCHEMA = {
  type: "object",
  required: ["symbolName"],
  properties: { symbolName: { type: "string" }, isActive: { type: "boolean" } },
};
