{#- What makes two figures of two versions one: all that is said of it but the amount and its place. -#}
{%- set said = ['government', 'organization', 'program', 'fiscal_year::varchar', 'fiscal_year_end::varchar',
                'stage', 'role', 'breakdown'] -%}
with versions as (
    select * from {{ ref('int_locator_versions') }}
),

figures as (
    select
        figure_id,
        document_id,
        amount_krw,
        amount_max_krw,
        text,
        text_start,
        {{ content_id(said) }} as said_id
    from {{ ref('stg_figures') }}
),

sides as (
    select
        locator,
        old_document_id,
        new_document_id,
        unnest([old_document_id, new_document_id]) as document_id,
        unnest([false, true]) as is_new
    from versions
),

versioned as (
    select
        sides.locator,
        sides.old_document_id,
        sides.new_document_id,
        sides.is_new,
        figures.figure_id,
        figures.amount_krw,
        figures.amount_max_krw,
        figures.text,
        figures.text_start,
        figures.said_id
    from sides
    inner join figures on sides.document_id = figures.document_id
),

-- The same amount said of the same thing in both versions has not changed, wherever it stands.
numbered as (
    select
        *,
        row_number() over (
            partition by
                locator, old_document_id, new_document_id, is_new, said_id, amount_krw, amount_max_krw
            order by text_start, figure_id
        ) as copy_number
    from versioned
),

changed as (
    select *
    from numbered
    qualify count(distinct is_new) over (
        partition by
            locator, old_document_id, new_document_id, said_id, amount_krw, amount_max_krw, copy_number
    ) = 1
),

placed as (
    select
        *,
        row_number() over (
            partition by locator, old_document_id, new_document_id, is_new, said_id
            order by text_start, figure_id
        ) as place
    from changed
)

select
    locator,
    old_document_id,
    new_document_id,
    any_value(figure_id) filter (where not is_new) as old_figure_id,
    any_value(figure_id) filter (where is_new) as new_figure_id,
    any_value(amount_krw) filter (where not is_new) as old_krw,
    any_value(amount_krw) filter (where is_new) as new_krw,
    any_value(text) filter (where not is_new) as old_text,
    any_value(text) filter (where is_new) as new_text
from placed
group by locator, old_document_id, new_document_id, said_id, place
