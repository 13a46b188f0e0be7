with years as (
    select * from {{ ref('int_budget_years') }}
    where program_id is not null and government is not null
),

themes as (
    select * from {{ ref('int_program_themes') }}
),

figures as (
    select
        figures.figure_id,
        figures.parent_figure_id,
        coalesce(themes.theme, '기타') as theme
    from {{ ref('int_figures_current') }} as figures
    inner join {{ ref('int_program_members') }} as programs
        on figures.government is not distinct from programs.government and figures.program = programs.program
    left join themes on programs.program_id = themes.program_id
),

-- A part of a total of the same theme is in that total already.
outermost as (
    select
        figures.figure_id,
        figures.theme
    from figures
    left join figures as totals on figures.parent_figure_id = totals.figure_id
    where totals.theme is distinct from figures.theme
),

summed as (
    select
        years.government,
        outermost.theme,
        years.fiscal_year,
        sum(years.amount_krw)::bigint as amount_krw,
        count(distinct years.program_id) as program_count
    from years
    inner join outermost on years.figure_id = outermost.figure_id
    group by years.government, outermost.theme, years.fiscal_year
)

select
    summed.government,
    summed.theme,
    summed.fiscal_year,
    summed.amount_krw,
    {{ year_over_year(['summed.government', 'summed.theme'], 'summed') }},
    summed.program_count
from summed
order by summed.government, summed.theme, summed.fiscal_year
