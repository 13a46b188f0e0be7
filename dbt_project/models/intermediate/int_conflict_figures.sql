with places as (
    select
        conflict_id,
        unnest(figure_ids) as figure_id,
        generate_subscripts(figure_ids, 1) as position
    from {{ ref('int_conflicts') }}
),

figures as (
    select * from {{ ref('int_figures_current') }}
),

joined as (
    select
        places.conflict_id,
        places.figure_id,
        places.position,
        figures.document_id,
        figures.amount_krw,
        figures.government,
        figures.organization,
        figures.program,
        figures.fiscal_year,
        figures.sentence
    from places
    inner join figures on places.figure_id = figures.figure_id
)

select * from joined
