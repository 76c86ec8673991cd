-- Launches by year from the CSV files alone: no code of the brief is used. $data is the folder of the tables.
WITH
record AS (SELECT CAST(date AS DATE) AS date, date_precision FROM read_csv($data || '/missiles.csv')),
counted AS (SELECT date, count(*) AS missiles FROM record WHERE date_precision = 'day' GROUP BY date),
added AS (
  SELECT CAST(date AS DATE) AS date, sum(missiles_min) AS least,
    CASE WHEN count(missiles_max) = count(*) THEN sum(missiles_max) END AS most
  FROM read_csv($data || '/missile_events_added.csv')
  WHERE CAST(date AS DATE) NOT IN (SELECT date FROM counted) GROUP BY ALL
),
days AS (
  SELECT date, missiles, missiles AS least, missiles AS most FROM counted
  UNION ALL SELECT date, least, least, most FROM added
),
widened AS (
  SELECT date, d.missiles,
    least(d.least, coalesce(d.most, d.least), coalesce(o.missiles_alternative, d.least)) AS lowest,
    CASE WHEN d.most IS NOT NULL
      THEN greatest(d.least, d.most, coalesce(o.missiles_alternative, d.most)) END AS highest
  FROM days AS d LEFT JOIN (
    SELECT CAST(date AS DATE) AS date, missiles_alternative
    FROM read_csv($data || '/missile_count_disagreements.csv')
  ) AS o USING (date)
),
parts AS (
  SELECT year(date) AS year, missiles, lowest, coalesce(highest, lowest) AS highest, 1 AS launch_days FROM widened
  UNION ALL SELECT year(date), 1, 1, 1, 0 FROM record WHERE date_precision <> 'day'
)
SELECT year, sum(missiles), sum(lowest), sum(highest), sum(launch_days) FROM parts GROUP BY year ORDER BY year
