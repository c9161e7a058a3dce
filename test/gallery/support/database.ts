import { service } from "./other-packages";

/** As much of the package `sqlite3` as is used here. */
interface Sqlite {
  readonly OPEN_READONLY: number;
  readonly Database: new (file: string, mode: number, opened: (error: Error | null) => void) => Connection;
}

interface Connection {
  all(query: string, done: (error: Error | null, rows: unknown[]) => void): void;
  close(): void;
}

/** The rows that a query finds in a file; none as long as there is no such file or table. */
export function rowsOf(file: string, query: string): Promise<unknown[]> {
  const { Database, OPEN_READONLY } = service<Sqlite>("sqlite3");
  return new Promise((resolve) => {
    const database = new Database(file, OPEN_READONLY, (error) => {
      if (error) return resolve([]);
      database.all(query, (failure, rows) => {
        database.close();
        resolve(failure ? [] : rows);
      });
    });
  });
}
