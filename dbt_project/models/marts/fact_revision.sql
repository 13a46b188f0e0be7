with revised as (
    select * from {{ ref('int_revised_figures') }}
),

versions as (
    select * from {{ ref('int_locator_versions') }}
),

figures as (
    select * from {{ ref('stg_figures') }}
),

joined as (
    select
        {{ content_id([
            'revised.locator', 'revised.old_document_id', 'revised.new_document_id', 'revised.old_figure_id',
            'revised.new_figure_id',
        ]) }} as revision_id,
        case
            when revised.old_figure_id is null then 'added'
            when revised.new_figure_id is null then 'removed'
            else 'changed'
        end as kind,
        revised.locator,
        versions.seen_at,
        revised.old_document_id,
        revised.new_document_id,
        revised.old_figure_id,
        revised.new_figure_id,
        figures.government,
        figures.organization,
        figures.program,
        figures.fiscal_year,
        revised.old_krw,
        revised.new_krw,
        revised.new_krw - revised.old_krw as difference_krw,
        revised.old_text,
        revised.new_text
    from revised
    inner join versions
        on
            revised.locator = versions.locator
            and revised.old_document_id = versions.old_document_id
            and revised.new_document_id = versions.new_document_id
    inner join figures on coalesce(revised.new_figure_id, revised.old_figure_id) = figures.figure_id
)

select * from joined
order by seen_at, locator, revision_id
