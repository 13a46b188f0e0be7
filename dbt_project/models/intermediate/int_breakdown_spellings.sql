with figures as (
    select
        figure_id,
        parent_figure_id,
        breakdown_id,
        breakdown,
        {{ content_id(['government', 'program']) }} as spelling_id
    from {{ ref('int_figures_current') }}
    where program is not null
),

spellings as (
    select
        breakdown_id,
        spelling_id
    from figures
    where breakdown_id is not null
    union
    select
        items.breakdown_id,
        totals.spelling_id
    from figures as items
    inner join figures as totals on items.parent_figure_id = totals.figure_id
    where items.breakdown in ('program', 'type')
)

select * from spellings
