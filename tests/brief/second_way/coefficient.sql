-- The alliance coefficient from the CSV files alone, in SQL: no code of the brief is used.
-- $data is the folder of the tables; $exercises, $information, $visits and $arms are the last years in which a
-- table without a row means none (the package's complete_to).
WITH
years AS (SELECT unnest(range(1950, 2026)) AS year),
span AS (SELECT year FROM years WHERE year BETWEEN 1991 AND 2025),
troops AS (
  SELECT year, sum(personnel) AS value FROM read_csv($data || '/us_troops.csv')
  WHERE host_iso3 = 'KOR' GROUP BY year
),
arms_by_year AS (
  SELECT years.year, coalesce(sum(tiv_from_us_million), 0) AS us, coalesce(sum(tiv_total_million), 0) AS whole
  FROM years LEFT JOIN read_csv($data || '/arms_us_share.csv') AS a
    ON a.year = years.year AND recipient_iso3 = 'KOR' AND method = 'even split'
  WHERE years.year BETWEEN 1985 AND $arms GROUP BY years.year
),
arms AS (
  SELECT later.year, 100 * sum(a.us) / nullif(sum(a.whole), 0) AS value
  FROM arms_by_year AS later JOIN arms_by_year AS a ON a.year BETWEEN later.year - 4 AND later.year
  GROUP BY later.year HAVING count(*) = 5
),
exercises AS (
  SELECT years.year, coalesce(sum(exercises), 0) AS value
  FROM years LEFT JOIN read_csv($data || '/exercises_by_country.csv') AS e
    ON e.year = years.year AND iso3 = 'KOR'
  WHERE years.year BETWEEN 1980 AND $exercises GROUP BY years.year
),
paid AS (
  SELECT c.year, coalesce(contribution_usd_million, 1000 * contribution_krw_billion / won_per_usd) AS million
  FROM read_csv($data || '/cost_sharing.csv') AS c
  LEFT JOIN read_csv($data || '/exchange_rate.csv') AS r USING (year) WHERE status = 'agreed'
),
cost_sharing AS (
  SELECT paid.year, 100 * million / spending_usd_million AS value
  FROM paid JOIN read_csv($data || '/military_expenditure.csv') AS m ON m.year = paid.year AND iso3 = 'KOR'
  WHERE million IS NOT NULL AND spending_usd_million > 0
),
signed AS (
  SELECT year(date) AS year, count(*) AS channels FROM read_csv($data || '/information_sharing.csv')
  WHERE contains(parties, 'KOR') AND contains(parties, 'USA')
    AND kind IN ('agreement', 'arrangement', 'activation', 'memorandum') GROUP BY ALL
),
information AS (
  SELECT years.year, coalesce(sum(channels), 0) AS value
  FROM years LEFT JOIN signed ON signed.year BETWEEN 1987 AND years.year
  WHERE years.year BETWEEN 1987 AND $information GROUP BY years.year
),
trade AS (SELECT * FROM read_csv($data || '/trade_korea.csv')),
us_exports AS (
  SELECT year, sum(partner_share_pct) AS value FROM trade
  WHERE partner_iso3 = 'USA' AND flow = 'export' AND partner_share_pct IS NOT NULL GROUP BY year
),
china_exports AS (
  SELECT year, sum(partner_share_pct) AS value FROM trade
  WHERE partner_iso3 = 'CHN' AND flow = 'export' AND partner_share_pct IS NOT NULL GROUP BY year
),
us_trade AS (
  SELECT year, 100 * sum(value_usd_million) FILTER (partner_iso3 = 'USA')
    / nullif(sum(value_usd_million) FILTER (partner_iso3 = 'WLD'), 0) AS value
  FROM trade GROUP BY year HAVING count(value_usd_million) FILTER (partner_iso3 = 'USA') >= 2
),
investment AS (
  SELECT year, 100 * sum(position_usd_million) FILTER (counterpart_iso3 = 'USA')
    / nullif(sum(position_usd_million) FILTER (counterpart_iso3 IN ('USA', 'CHN', 'JPN')), 0) AS value
  FROM read_csv($data || '/direct_investment.csv')
  WHERE direction = 'inward' AND basis = 'reported' GROUP BY year
),
un_distance AS (
  SELECT year, sum(distance) AS value FROM read_csv($data || '/un_ideal_point_distance.csv')
  WHERE iso3_a IN ('KOR', 'USA') AND iso3_b IN ('KOR', 'USA') AND votes >= 20 GROUP BY year
),
visits_by_year AS (
  SELECT years.year, coalesce(sum(visits), 0) AS visits
  FROM years LEFT JOIN read_csv($data || '/leader_visits.csv') AS v ON v.year = years.year AND iso3 = 'KOR'
  WHERE years.year <= $visits GROUP BY years.year
),
visits AS (
  SELECT later.year, sum(v.visits) AS value
  FROM visits_by_year AS later JOIN visits_by_year AS v ON v.year BETWEEN later.year - 4 AND later.year
  GROUP BY later.year HAVING count(*) = 5
),
asked AS (
  SELECT CAST(year AS INTEGER) AS year, series, CAST(value AS DOUBLE) AS value
  FROM read_csv($data || '/opinion.csv')
  WHERE country_surveyed_iso3 = 'KOR' AND target_iso3 = 'USA' AND value IS NOT NULL
),
favourable AS (
  SELECT year, avg(value) AS value FROM asked
  WHERE series IN ('pew-microdata-favourable', 'pew-press-favourable') GROUP BY year
),
confidence AS (
  SELECT year, avg(value) AS value FROM asked
  WHERE series IN ('pew-published-confidence', 'pew-press-confidence') GROUP BY year
),
measured AS (
  SELECT 'troops' AS indicator, 'security' AS pillar, 1 AS way, * FROM troops
  UNION ALL SELECT 'arms', 'security', 1, * FROM arms
  UNION ALL SELECT 'exercises', 'security', 1, * FROM exercises
  UNION ALL SELECT 'cost_sharing', 'security', 1, * FROM cost_sharing
  UNION ALL SELECT 'information', 'security', 1, * FROM information
  UNION ALL SELECT 'us_exports', 'economic', 1, * FROM us_exports
  UNION ALL SELECT 'us_trade', 'economic', 1, * FROM us_trade
  UNION ALL SELECT 'china_exports', 'economic', -1, * FROM china_exports
  UNION ALL SELECT 'investment', 'economic', 1, * FROM investment
  UNION ALL SELECT 'un_distance', 'political', -1, * FROM un_distance
  UNION ALL SELECT 'visits', 'political', 1, * FROM visits
  UNION ALL SELECT 'favourable', 'political', 1, * FROM favourable
  UNION ALL SELECT 'confidence', 'political', 1, * FROM confidence
),
scored AS (
  SELECT indicator, pillar, year, value,
    100 * CASE WHEN way = 1 THEN value - min(value) OVER one ELSE max(value) OVER one - value END
      / (max(value) OVER one - min(value) OVER one) AS score
  FROM measured JOIN span USING (year) WHERE value IS NOT NULL
  WINDOW one AS (PARTITION BY indicator)
),
pillars AS (SELECT year, pillar, avg(score) AS score FROM scored GROUP BY ALL),
kept AS (
  SELECT a.pillar, a.year AS begun, avg(b.score - a.score) AS moved
  FROM scored AS a JOIN scored AS b ON b.indicator = a.indicator AND b.year = 2025
  WHERE a.year < 2025 GROUP BY ALL
)
SELECT 'index' AS what, year, avg(score) AS value FROM pillars GROUP BY year
UNION ALL SELECT 'change to 2025', begun, avg(moved) FROM kept GROUP BY begun
UNION ALL SELECT indicator, year, value FROM scored
ORDER BY what, year
