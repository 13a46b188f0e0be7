with corrections as (
    select * from {{ ref('corrections') }}
),

-- The page, and what stands now where it stood.
pages as (
    select distinct
        corrections.correction_id,
        locators.document_id
    from corrections
    inner join {{ ref('stg_sightings') }} as sightings on corrections.document_id = sightings.document_id
    inner join {{ ref('int_locators_latest') }} as locators on sightings.locator = locators.locator
),

places as (
    select
        pages.correction_id,
        pages.document_id,
        strpos(articles.body, corrections.expected_text) - 1 as starts_at,
        strpos(articles.body, corrections.expected_text) - 1 + length(corrections.expected_text) as ends_at
    from pages
    inner join corrections on pages.correction_id = corrections.correction_id
    inner join {{ ref('stg_articles') }} as articles on pages.document_id = articles.document_id
),

figures as (
    select
        places.correction_id,
        figures.figure_id
    from places
    inner join corrections on places.correction_id = corrections.correction_id
    inner join {{ ref('int_figures_current') }} as figures
        on
            places.document_id = figures.document_id
            and corrections.text = figures.text
            and places.starts_at <= figures.text_start
            and places.ends_at >= figures.text_end
    where places.starts_at >= 0
),

found as (
    select
        correction_id,
        count(*) as page_count,
        count(*) filter (where starts_at >= 0) as place_count
    from places
    group by correction_id
),

figure_lists as (
    select
        correction_id,
        list(figure_id order by figure_id) as figure_ids
    from figures
    group by correction_id
),

judged as (
    select
        corrections.correction_id,
        corrections.document_id,
        corrections.text,
        corrections.amount_krw as amount_krw_corrected,
        corrections.reason,
        corrections.proof,
        coalesce(figure_lists.figure_ids, []) as figure_ids,
        case
            when found.correction_id is null then 'not_seen'
            when found.place_count < found.page_count then 'text_gone'
            when figure_lists.figure_ids is null then 'no_figure'
            else 'applied'
        end as status
    from corrections
    left join found on corrections.correction_id = found.correction_id
    left join figure_lists on corrections.correction_id = figure_lists.correction_id
)

select * from judged
