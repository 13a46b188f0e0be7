with years as (
    select * from {{ ref('int_budget_years') }}
    where program_id is not null
),

programs as (
    select * from {{ ref('int_programs') }}
)

select
    years.program_id,
    {{ content_id(['years.government', 'years.organization']) }} as organization_id,
    years.government,
    programs.program,
    years.organization,
    years.fiscal_year,
    years.stage,
    years.amount_krw,
    {{ year_over_year(['years.program_id', 'years.government', 'years.organization'], 'years') }},
    years.publisher_count,
    years.figure_id
from years
inner join programs on years.program_id = programs.program_id
order by years.government, programs.program, years.organization, years.fiscal_year
