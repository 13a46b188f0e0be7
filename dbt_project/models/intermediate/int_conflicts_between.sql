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

-- A page that states both amounts knows them as two things.
stated_together as (
    select distinct
        one.claim_id,
        other.claim_id as other_claim_id
    from claim_documents as one
    inner join
        claim_documents as other
        on one.budget_id = other.budget_id and one.document_id = other.document_id
    where one.claim_id != other.claim_id
),

-- Of a body's whole budget only amounts that are close are held against each other: a far one is another
-- part of it that the page did not name.
pairs as (
    select
        smaller.claim_id,
        smaller.figure_id as smaller_figure_id,
        larger.figure_id as larger_figure_id,
        smaller.amount_krw as smaller_krw,
        larger.amount_krw as larger_krw
    from claims as smaller
    inner join claims as larger
        on smaller.budget_id = larger.budget_id and smaller.amount_krw < larger.amount_krw
    left join stated_together
        on smaller.claim_id = stated_together.claim_id and larger.claim_id = stated_together.other_claim_id
    where
        stated_together.claim_id is null
        and (smaller.program_id is not null or larger.amount_krw <= 1.25 * smaller.amount_krw)
),

-- Within one claim: each statement meets another, and yet not all of them meet (1조 9000억, 2조원, 2조 4000억).
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
        smaller_figure_id,
        larger_figure_id,
        smaller_krw,
        larger_krw
    from pairs
    union all
    select
        apart.smaller_figure_id,
        apart.larger_figure_id,
        smaller.amount_krw as smaller_krw,
        larger.amount_krw as larger_krw
    from apart
    inner join {{ ref('int_figures_current') }} as smaller on apart.smaller_figure_id = smaller.figure_id
    inner join {{ ref('int_figures_current') }} as larger on apart.larger_figure_id = larger.figure_id
    where smaller.document_id != larger.document_id
)

select
    'between_documents' as kind,
    smaller_krw::varchar as expected,
    larger_krw::varchar as actual,
    [smaller_figure_id, larger_figure_id] as figure_ids
from conflicts
