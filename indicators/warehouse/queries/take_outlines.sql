-- Take in what arrives (`outline`), its outlines among those in __into___outlines.
CREATE OR REPLACE TEMP TABLE new_contents AS
SELECT
    content,
    ((SELECT count(*) FROM kept_contents) + row_number() OVER (ORDER BY min(capture_id), content))::INTEGER AS outline,
    any_value(cover) AS cover
FROM arriving_outlines
WHERE content NOT IN (SELECT content FROM kept_contents)
GROUP BY content;

INSERT INTO kept_contents FROM new_contents;

INSERT INTO kept_units
SELECT outline, unit, shape
FROM arriving_units
JOIN new_contents USING (content)
ORDER BY outline;

INSERT INTO kept_covers FROM arriving_covers WHERE cover NOT IN (SELECT cover FROM kept_covers);

INSERT INTO kept_names FROM arriving_names WHERE unit NOT IN (SELECT unit FROM kept_names);

INSERT INTO kept_shapes FROM arriving_shapes WHERE shape NOT IN (SELECT shape FROM kept_shapes);

INSERT INTO __into___outlines BY NAME
SELECT arriving.* EXCLUDE (content, cover), outline
FROM arriving_outlines AS arriving
JOIN kept_contents USING (content)
WHERE (capture_id, digest) NOT IN (SELECT (capture_id, digest) FROM __into___outlines);
