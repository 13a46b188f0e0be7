with claims as (
    select * from {{ ref('int_claims') }}
),

-- A body gets no more than it asked for. (A government's whole request is one to the state, for other money.)
granted_above_request as (
    select
        'request_mismatch' as kind,
        asked.figure_id as first_figure_id,
        got.figure_id as last_figure_id,
        asked.amount_krw as first_krw,
        got.amount_krw as last_krw
    from claims as asked
    inner join claims as got
        on
            asked.organization_id = got.organization_id
            and asked.program_id is not distinct from got.program_id
            and asked.fiscal_year = got.fiscal_year
            and asked.fiscal_year_end is not distinct from got.fiscal_year_end
    where
        asked.stage = 'request'
        and got.stage in ('proposal', 'enacted')
        and got.amount_low_krw > asked.amount_high_krw
        and (asked.program_id is not null or asked.organization != asked.government)
),

-- One year of a programme costs no more than all its years.
slice_above_whole as (
    select
        'slice_mismatch' as kind,
        entire.figure_id as first_figure_id,
        slice.figure_id as last_figure_id,
        entire.amount_krw as first_krw,
        slice.amount_krw as last_krw
    from claims as entire
    inner join claims as slice
        on
            entire.organization_id = slice.organization_id
            and entire.program_id = slice.program_id
            and slice.fiscal_year between entire.fiscal_year and entire.fiscal_year_end
    where
        entire.fiscal_year_end > entire.fiscal_year
        and slice.fiscal_year = slice.fiscal_year_end
        and slice.amount_low_krw > entire.amount_high_krw
),

conflicts as (
    select * from granted_above_request
    union all
    select * from slice_above_whole
)

select
    kind,
    first_krw::varchar as expected,
    last_krw::varchar as actual,
    [first_figure_id, last_figure_id] as figure_ids
from conflicts
