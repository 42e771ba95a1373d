const numbers = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i FROM n'

/** Migrations that take long enough to be killed in. */
export const longSteps = [1, 2, 3, 4, 5].map(step => `CREATE TABLE step${step} (i); INSERT INTO step${step} ${numbers}`)
