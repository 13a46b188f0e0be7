with figures as (
    select
        claims.claim_id,
        claims.budget_id,
        claims.figure_id,
        claims.document_id,
        claims.organization_id,
        claims.program_id,
        claims.fiscal_year,
        claims.fiscal_year_end,
        claims.stage,
        claims.amount_low_krw,
        claims.amount_high_krw,
        figures.amount_krw,
        figures.unit_krw,
        figures.qualifier,
        figures.government,
        figures.organization,
        articles.published_on,
        row_number() over (
            partition by claims.claim_id
            order by
                claims.amount_high_krw - claims.amount_low_krw asc nulls last,
                articles.published_on asc nulls last,
                figures.figure_id asc
        ) as precision_rank
    from {{ ref('int_claim_figures') }} as claims
    inner join {{ ref('int_figures_current') }} as figures on claims.figure_id = figures.figure_id
    left join {{ ref('stg_articles') }} as articles on claims.document_id = articles.document_id
),

claims as (
    select
        claim_id,
        any_value(budget_id) as budget_id,
        any_value(government) as government,
        any_value(organization_id) as organization_id,
        any_value(organization) as organization,
        any_value(program_id) as program_id,
        any_value(fiscal_year) as fiscal_year,
        any_value(fiscal_year_end) as fiscal_year_end,
        any_value(stage) as stage,
        -- the most precise statement
        any_value(figure_id) filter (where precision_rank = 1) as figure_id,
        any_value(amount_krw) filter (where precision_rank = 1) as amount_krw,
        any_value(unit_krw) filter (where precision_rank = 1) as unit_krw,
        any_value(qualifier) filter (where precision_rank = 1) as qualifier,
        -- what all of them allow; empty (low above high) where they do not agree
        max(amount_low_krw) as amount_low_krw,
        min(amount_high_krw) as amount_high_krw,
        coalesce(max(amount_low_krw) <= min(amount_high_krw), true) as agreed,
        count(*) as figure_count,
        count(distinct document_id) as document_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on
    from figures
    group by claim_id
)

select * from claims
