export interface DemoMarket {
  readonly url: string;
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export function startMarket(now?: number): Promise<DemoMarket>;
export function startOf(now: number): number;
