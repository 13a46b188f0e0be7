-- The tables that the loader makes.
create schema staging; create schema quality;
create table staging.documents (document_id varchar, byte_count bigint, media_type varchar, declared_encoding varchar);
create table staging.sightings (run_id varchar, source varchar, locator varchar, seen_at timestamptz,
    document_id varchar, reason varchar, detail varchar);
create table staging.articles (document_id varchar, title varchar, published_on date, published_basis varchar,
    publisher varchar, language varchar, body varchar, updated_on date, author varchar,
    blocks struct(kind varchar, "start" bigint, "end" bigint, row_heading varchar, column_heading varchar, unit_caption varchar)[],
    offcuts struct(place varchar, text varchar)[], extractor_version varchar);
create table staging.figures (figure_id varchar, document_id varchar, amount_krw bigint, amount_max_krw bigint,
    unit_krw bigint, qualifier varchar, hedge varchar, fiscal_year integer, fiscal_year_end integer,
    government varchar, organization varchar, program varchar, stage varchar, role varchar,
    parent_figure_id varchar, breakdown_id varchar, breakdown varchar, complete boolean, basis varchar,
    suspect varchar, suggested_krw bigint, text varchar, "start" integer, "end" integer, sentence varchar,
    sentence_start integer, mention_count integer,
    count bigint, count_unit varchar, rules struct(fiscal_year varchar, government varchar, organization varchar,
        program varchar, stage varchar, role varchar, parent varchar), spots struct("start" bigint, "end" bigint)[], extractor_version varchar);
create table staging.breakdowns (breakdown_id varchar, document_id varchar, total_figure_id varchar,
    breakdown varchar, complete boolean);
create table staging.findings (finding_id varchar, document_id varchar, kind varchar, figure_ids varchar[],
    expected varchar, actual varchar, sentence varchar, sentence_start integer);
create table staging.leftovers (leftover_id varchar, document_id varchar, reason varchar, text varchar,
    "start" integer, "end" integer, sentence varchar, sentence_start integer, rule varchar);
create table staging.rejections (document_id varchar, stage varchar, reason varchar, detail varchar);
