with figures as (
    select * from {{ ref('int_figures_bounded') }}
),

breakdowns as (
    select * from {{ ref('stg_breakdowns') }}
),

items as (
    select
        figures.breakdown_id,
        figures.figure_id as item_figure_id,
        figures.amount_krw as item_krw,
        figures.amount_max_krw as item_max_krw,
        figures.amount_low_krw as item_low_krw,
        figures.amount_high_krw as item_high_krw,
        figures.bound,
        figures.suspect,
        figures.text,
        row_number() over (
            partition by figures.breakdown_id
            order by figures.text_start, figures.figure_id
        ) as position
    from figures
    inner join breakdowns on figures.breakdown_id = breakdowns.breakdown_id
)

select * from items
