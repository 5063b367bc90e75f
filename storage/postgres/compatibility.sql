-- What SQLite has and Kiosk's statements use, under the same names.

CREATE FUNCTION instr(whole text, part text) RETURNS integer
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT strpos(whole, part)';

CREATE AGGREGATE json_group_array(anyelement) (
  sfunc = json_agg_transfn, stype = internal, finalfunc = json_agg_finalfn
);

CREATE FUNCTION json_each(list text) RETURNS TABLE (key bigint, value text)
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 20 AS
  'SELECT position - 1, item FROM json_array_elements_text(list::json) WITH ORDINALITY AS items (item, position)';

CREATE FUNCTION iif(condition boolean, is_true anycompatible, is_false anycompatible) RETURNS anycompatible
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT CASE WHEN condition THEN is_true ELSE is_false END';

CREATE FUNCTION json_extract(document text, path text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
  'SELECT document::json #>> string_to_array(substr(path, 3), ''.'')';
