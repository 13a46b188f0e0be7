with years as (
    select * from {{ ref('int_budget_years') }}
    where program_id is null
)

select
    {{ content_id(['years.government', 'years.organization']) }} as organization_id,
    years.government,
    years.organization,
    years.fiscal_year,
    years.stage,
    years.amount_krw,
    {{ year_over_year(['years.government', 'years.organization'], 'years') }},
    years.publisher_count,
    years.figure_id
from years
order by years.government, years.organization, years.fiscal_year
