with figures as (
    select * from {{ ref('int_figures_current') }}
),

span as (
    select
        min(fiscal_year) as first_year,
        max(greatest(fiscal_year, coalesce(fiscal_year_end, fiscal_year))) as last_year
    from figures
),

years as (
    select unnest(range(first_year, last_year + 1))::integer as fiscal_year
    from span
    where first_year is not null
),

dated as (
    select
        fiscal_year,
        make_date(fiscal_year, 1, 1) as starts_on,
        make_date(fiscal_year, 12, 31) as ends_on
    from years
),

-- By law the days are counted back from the first day of the fiscal year.
cycle as (
    select
        fiscal_year,
        starts_on,
        ends_on,
        starts_on - 120 as state_proposal_due,
        starts_on - 30 as state_enactment_due,
        starts_on - 50 as regional_proposal_due,
        starts_on - 15 as regional_enactment_due,
        starts_on - 40 as basic_proposal_due,
        starts_on - 10 as basic_enactment_due
    from dated
)

select * from cycle
order by fiscal_year
