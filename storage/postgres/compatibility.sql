-- What SQLite has and Kiosk's statements use, under the same names.

CREATE FUNCTION instr(whole text, part text) RETURNS integer
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT strpos(whole, part)';

CREATE FUNCTION json_group_step(list text, item anyelement) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$SELECT list || CASE list WHEN '' THEN '' ELSE ',' END || coalesce(to_json(item)::text, 'null')$$;

CREATE FUNCTION json_group_end(list text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$SELECT '[' || list || ']'$$;

CREATE AGGREGATE json_group_array(anyelement) (
  sfunc = json_group_step, stype = text, initcond = '', finalfunc = json_group_end
);

CREATE FUNCTION json_each(list text) RETURNS TABLE (key bigint, value text)
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE ROWS 20 AS
  'SELECT position - 1, item FROM json_array_elements_text(list::json) WITH ORDINALITY AS items (item, position)';

CREATE FUNCTION iif(condition boolean, is_true anycompatible, is_false anycompatible) RETURNS anycompatible
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT CASE WHEN condition THEN is_true ELSE is_false END';

CREATE FUNCTION json_extract(document text, path text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
  'SELECT document::json #>> string_to_array(substr(path, 3), ''.'')';
