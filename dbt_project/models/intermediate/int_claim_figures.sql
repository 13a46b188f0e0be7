with figures as (
    select * from {{ ref('int_figures_current') }}
),

intervals as (
    select * from {{ ref('int_figures_bounded') }}
),

programs as (
    select * from {{ ref('int_program_members') }}
),

-- What states a budget: no change, no printed amount that cannot be right, and no slice that its fields do
-- not tell from the whole (the national share of a programme). A year that is not known is no other
-- document's.
stated as (
    select
        figures.figure_id,
        figures.document_id,
        programs.program_id,
        figures.fiscal_year,
        figures.fiscal_year_end,
        figures.stage,
        intervals.amount_low_krw,
        intervals.amount_high_krw,
        figures.government,
        figures.organization,
        hash(
            figures.government, figures.organization, programs.program_id, figures.fiscal_year,
            figures.fiscal_year_end, figures.stage, if(figures.fiscal_year is null, figures.document_id, null)
        ) as budget_id
    from figures
    inner join intervals on figures.figure_id = intervals.figure_id
    left join programs
        on figures.government is not distinct from programs.government and figures.program = programs.program
    left join figures as totals on figures.parent_figure_id = totals.figure_id
    where
        figures.role != 'change'
        and figures.suspect is null
        and figures.breakdown is distinct from 'funding'
        and (
            totals.figure_id is null
            or (figures.organization, figures.fiscal_year) is distinct from (
                totals.organization, totals.fiscal_year
            )
            or (figures.program, figures.fiscal_year_end) is distinct from (
                totals.program, totals.fiscal_year_end
            )
        )
),

-- Statements that meet come together: each begins at or below the greatest end of those before it. One
-- without an end (100억원 이상) counts by the end that it has, or it would meet all that is larger.
ordered as (
    select
        *,
        coalesce(amount_low_krw, amount_high_krw) as begins_krw,
        max(coalesce(amount_high_krw, amount_low_krw)) over (
            partition by budget_id
            order by coalesce(amount_low_krw, amount_high_krw), figure_id
            rows between unbounded preceding and 1 preceding
        ) as reached_krw
    from stated
),

grouped as (
    select
        *,
        count(*) filter (where reached_krw is null or begins_krw > reached_krw) over (
            partition by budget_id order by begins_krw, figure_id
        ) as place
    from ordered
),

named as (
    select
        *,
        min(begins_krw) over (partition by budget_id, place) as first_krw
    from grouped
)

select
    figure_id,
    document_id,
    program_id,
    fiscal_year,
    fiscal_year_end,
    stage,
    amount_low_krw,
    amount_high_krw,
    budget_id,
    {{ content_id([
        'government', 'organization', 'program_id', 'fiscal_year::varchar', 'fiscal_year_end::varchar', 'stage',
        'if(fiscal_year is null, document_id, null)', 'first_krw::varchar'
    ]) }} as claim_id
from named
