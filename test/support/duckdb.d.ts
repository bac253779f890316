/** The few of its types that tests and benches use. */
declare module '@duckdb/node-api' {
  interface Result {
    getRowObjectsJson(): Record<string, string | number | boolean | null>[];
  }
  interface Connection {
    runAndReadAll(sql: string): Promise<Result>;
    run(sql: string): Promise<unknown>;
    closeSync(): void;
  }
  export const DuckDBInstance: {
    create(file: string): Promise<{ connect(): Promise<Connection>; closeSync(): void }>;
  };
}
