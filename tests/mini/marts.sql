-- The marts, in the plainest SQL that gives them their contract's columns.
create table dim_document as
    select a.document_id, a.title, a.published_on, a.published_basis, a.updated_on, a.publisher, a.author, a.language,
        list(distinct s.locator order by s.locator) as locators,
        (select count(*) from staging.figures f where f.document_id = a.document_id) as figure_count, a.body
    from staging.articles a join staging.sightings s using (document_id) group by all;
create table fact_budget as
    select figure_id, document_id, md5(organization) as organization_id, md5(program) as program_id,
        fiscal_year, fiscal_year_end, amount_krw, null::bigint as amount_krw_corrected, amount_max_krw,
        case when hedge in ('여', '남짓') then if(amount_krw >= 0, amount_krw, amount_krw - unit_krw + 1)
             when qualifier = 'at_least' then amount_krw when qualifier = 'at_most' then null
             when qualifier = 'about' then amount_krw - unit_krw else amount_krw - unit_krw // 2
        end as amount_low_krw,
        coalesce(amount_max_krw, amount_krw)
            + case when hedge in ('여', '남짓') then if(amount_krw >= 0, unit_krw - 1, 0)
                   when qualifier = 'at_least' then null when qualifier = 'at_most' then 0
                   when qualifier = 'about' then unit_krw else unit_krw // 2
        end as amount_high_krw,
        cast(amount_krw / 1e8 as decimal(18, 4)) as amount_eok, unit_krw, qualifier, hedge, government,
        organization, program, stage, role, parent_figure_id, breakdown_id, breakdown, complete, basis, suspect,
        suggested_krw, text, "start" as text_start, "end" as text_end, sentence, sentence_start, mention_count,
        "count" as counted, count_unit,
        extractor_version
    from staging.figures;
create table bridge_total_item as
    select breakdown_id, figure_id as item_figure_id,
        row_number() over (partition by breakdown_id order by text_start) as position, amount_krw as item_krw,
        amount_low_krw as item_low_krw, amount_high_krw as item_high_krw
    from fact_budget where breakdown_id is not null;
create table fact_total_check as
    with sums as (
        select b.breakdown_id, b.document_id, b.total_figure_id, b.breakdown, b.complete,
            t.amount_krw as stated_krw, t.amount_low_krw as stated_low_krw, t.amount_high_krw as stated_high_krw,
            count(i.figure_id) as item_count, sum(i.amount_krw)::bigint as items_krw,
            if(count(i.amount_low_krw) = count(*), sum(i.amount_low_krw)::bigint, null) as items_low_krw,
            if(count(i.amount_high_krw) = count(*), sum(i.amount_high_krw)::bigint, null) as items_high_krw,
            count(t.suspect) + count(i.suspect) > 0 as suspicious,
            string_agg((i.amount_krw // 100000000)::varchar, ' + ' order by i.text_start) as items_text,
            any_value(t.amount_krw // 100000000)::varchar as total_text,
            any_value(t.counted) as stated_count, any_value(t.count_unit) as count_unit,
            sum(i.counted) filter (where i.count_unit = t.count_unit and t.counted is not null)::bigint
                as items_count
        from staging.breakdowns b
        left join fact_budget t on t.figure_id = b.total_figure_id
        left join fact_budget i on i.breakdown_id = b.breakdown_id
        group by all)
    select * exclude (suspicious, items_text, total_text, stated_count), stated_krw - items_krw as residual_krw,
        if(items_count is null, null, stated_count) as stated_count,
        case when items_count > stated_count then 'over' when items_count = stated_count then 'match'
             when items_count < stated_count then if(complete, 'short', 'partial') end as count_verdict,
        case when suspicious or item_count = 0 or stated_krw is null then 'unreadable'
             when coalesce(items_low_krw > stated_high_krw, false) then 'over'
             when coalesce(items_high_krw >= stated_low_krw, true) then 'match'
             when complete then 'short' else 'partial' end as verdict,
        case when suspicious then 'suspect amount' when item_count = 0 then 'no items' end as reason,
        items_text || case verdict when 'unreadable' then ' ≟ ' when 'match' then if(residual_krw = 0, ' = ', ' ≈ ')
            when 'partial' then ' < ' else ' ≠ ' end || total_text as equation, '억원' as equation_unit
    from sums;
create table dim_program as
    select program_id, any_value(program) as program, []::varchar[] as aliases, any_value(government) as government,
        null::varchar as theme, min(fiscal_year) as first_fiscal_year, max(fiscal_year_end) as last_fiscal_year,
        count(*) as figure_count
    from fact_budget where program_id is not null group by program_id;
create table dim_organization as
    select organization_id, any_value(organization) as organization, any_value(government) as government,
        'office' as level, null::varchar as parent_organization_id
    from fact_budget group by organization_id;
create table dim_fiscal_year as
    select distinct fiscal_year, make_date(fiscal_year, 1, 1) as starts_on, make_date(fiscal_year, 12, 31) as ends_on
    from fact_budget where fiscal_year is not null;
create table quality.findings as select * from staging.findings;
create table quality.leftovers as
    select * rename ("start" as text_start, "end" as text_end) from staging.leftovers;
create table quality.rejections as
    select document_id, any_value(s.locator) as locator, r.stage, r.reason, r.detail
    from staging.rejections r left join staging.sightings s using (document_id) group by all
    union all
    select document_id, locator, 'snapshot', reason, detail from staging.sightings where document_id is null;
create table fact_conflict as
    select finding_id as conflict_id, kind, f.government, f.organization, f.program, f.fiscal_year, figure_ids,
        (select list(b.amount_krw order by list_position(figure_ids, b.figure_id)) from fact_budget b
            where list_contains(figure_ids, b.figure_id)) as amounts_krw,
        [g.document_id] as document_ids, expected, actual, g.sentence
    from staging.findings g left join fact_budget f on f.figure_id = g.figure_ids[-1];
create table fact_revision (revision_id varchar, kind varchar, locator varchar, seen_at timestamp,
    old_document_id varchar, new_document_id varchar, old_figure_id varchar, new_figure_id varchar,
    government varchar, organization varchar, program varchar, fiscal_year integer, old_krw bigint, new_krw bigint,
    difference_krw bigint, old_text varchar, new_text varchar);
create table quality.corrections_applied (correction_id varchar, status varchar, document_id varchar, text varchar,
    amount_krw_corrected bigint, reason varchar, proof varchar, figure_ids varchar[]);
create table quality.layouts as select document_id, blocks, offcuts from staging.articles;
create table quality.figure_evidence as
    select figure_id, document_id, rules.fiscal_year as fiscal_year_rule, rules.government as government_rule,
        rules.organization as organization_rule, rules.program as program_rule, rules.stage as stage_rule,
        rules.role as role_rule, rules.parent as parent_rule, spots
    from staging.figures;
create table fact_claim as
    select md5(figure_id) as claim_id, organization_id, program_id, fiscal_year, fiscal_year_end, stage, government,
        organization, program, amount_krw, figure_id, 1 as publisher_count, null::date as last_published_on
    from fact_budget where role in ('total', 'item');
create table organization_years as
    select organization_id, government, organization, fiscal_year, any_value(stage) as stage, max(amount_krw) as amount_krw,
        null::bigint as previous_krw, null::double as change_percent, any_value(figure_id) as figure_id
    from fact_budget where program is null and fiscal_year is not null group by all;
create table program_years as
    with years as (
        select program_id, organization_id, government, program, organization, fiscal_year,
            max(amount_krw) as amount_krw, any_value(figure_id) as figure_id
        from fact_budget where program is not null and fiscal_year is not null group by all)
    select *, lag(amount_krw) over before as previous_krw, amount_krw - lag(amount_krw) over before as change_krw,
        null::double as change_percent
    from years window before as (partition by program_id, organization_id order by fiscal_year);
create table theme_years as
    select government, '기타' as theme, fiscal_year, sum(amount_krw)::bigint as amount_krw, null::bigint as previous_krw,
        null::double as change_percent, count(*) as program_count
    from program_years group by all;
