/** A definition comes from a file or another workstation: nothing in it may make a program of unbounded size or time. */

/** Characters of a definition as JSON. */
export const LONGEST_DEFINITION = 200_000;
/** Lists and objects inside one another in it. */
export const DEEPEST_DEFINITION = 100;
/** Conditions of a view. */
export const MOST_CONDITIONS = 100;
/** Constants of a view. */
export const MOST_CONSTANTS = 1000;
/** Paths of one repeat. */
export const MOST_REPEATED = 10;
/** Characters of a FHIRPath expression. */
export const LONGEST_PATH = 4000;
/** Tokens of one. */
export const MOST_TOKENS = 800;
/** Selections inside one another. */
export const DEEPEST_SELECT = 20;
/** Operations inside one another in an expression. */
export const DEEPEST_PATH = 60;
/** Columns of a view; SQLite allows 2,000. */
export const MOST_COLUMNS = 1000;
/** Tables in one FROM; SQLite allows 64. */
export const MOST_TABLES = 60;
/** Characters of SQL that one expression may become. */
export const LONGEST_SQL = 50_000;
/** Characters of the whole statement. */
export const LONGEST_STATEMENT = 1_000_000;
/** How often an expression may begin anew at the whole resource inside a loop: each multiplies what a record takes. */
export const MOST_RESTARTS = 2;
/** Loops side by side, whose rows multiply. */
export const MOST_SIDE_BY_SIDE = 6;
/** Of one expression: how often it may go back to the whole resource, put two collections together, and repeat itself. */
export const MOST_OF = { resource: 4, union: 8, repeat: 2 } as const;
/** Rows that the records of one page may have. */
export const MOST_PAGE_ROWS = 200_000;
/** Bytes that the process may come to hold more, while one statement of a view runs. */
export const MOST_ROOM = 512 * 1024 * 1024;
/** How long the records of one page may take, in milliseconds: a hundred times what the largest view that ships takes. */
export const LONGEST_PAGE = 30_000;
