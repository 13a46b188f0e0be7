-- Supplementary budgets follow each other in a year, and what is spent grows with it: there, other amounts
-- are other budgets.
with claims as (
    select *
    from {{ ref('int_claims') }}
    where stage not in ('supplementary', 'executed') and fiscal_year is not null
),

claim_documents as (
    select distinct
        claim_id,
        budget_id,
        document_id
    from {{ ref('int_claim_figures') }}
),

-- A page that states two amounts knows them as two things: only pages that state one speak against another.
spoken_for as (
    select distinct claim_id
    from claim_documents
    qualify count(*) over (partition by budget_id, document_id) = 1
),

steps as (
    select
        claims.budget_id,
        claims.claim_id,
        claims.figure_id,
        claims.amount_krw,
        claims.program_id is null and claims.amount_krw > 1.25 * lag(claims.amount_krw) over (
            partition by claims.budget_id order by claims.amount_krw, claims.claim_id
        ) as is_far
    from claims
    inner join spoken_for on claims.claim_id = spoken_for.claim_id
),

-- Of a body's whole budget only amounts that are close are held against each other: a far one is another
-- part of it that the page did not name.
grouped as (
    select
        *,
        count(*) filter (where is_far) over (partition by budget_id order by amount_krw, claim_id) as part
    from steps
),

between_claims as (
    select
        list(figure_id order by amount_krw, claim_id) as figure_ids,
        min(amount_krw) as least_krw,
        max(amount_krw) as greatest_krw
    from grouped
    group by budget_id, part
    having count(*) > 1
),

-- Within one claim: each statement meets another, and yet not all of them meet (1조 9000억, 2조, 2조 4000억).
apart as (
    select
        claims.claim_id,
        arg_min(figures.figure_id, figures.amount_high_krw) as smaller_figure_id,
        arg_max(figures.figure_id, figures.amount_low_krw) as larger_figure_id
    from {{ ref('int_claims') }} as claims
    inner join {{ ref('int_claim_figures') }} as figures on claims.claim_id = figures.claim_id
    where not claims.agreed
    group by claims.claim_id
),

conflicts as (
    select
        figure_ids,
        least_krw,
        greatest_krw
    from between_claims
    union all
    select
        [apart.smaller_figure_id, apart.larger_figure_id] as figure_ids,
        smaller.amount_krw as least_krw,
        larger.amount_krw as greatest_krw
    from apart
    inner join {{ ref('int_figures_current') }} as smaller on apart.smaller_figure_id = smaller.figure_id
    inner join {{ ref('int_figures_current') }} as larger on apart.larger_figure_id = larger.figure_id
    where smaller.document_id != larger.document_id
)

select
    'between_documents' as kind,
    figure_ids,
    least_krw::varchar as expected,
    greatest_krw::varchar as actual
from conflicts
