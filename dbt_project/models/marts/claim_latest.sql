with claims as (
    select * from {{ ref('int_claim_figures') }}
),

figures as (
    select * from {{ ref('int_figures_current') }}
),

articles as (
    select * from {{ ref('stg_articles') }}
),

latest as (
    select
        claims.claim_id,
        figures.figure_id,
        figures.document_id,
        figures.government,
        figures.organization,
        figures.program,
        figures.fiscal_year,
        figures.fiscal_year_end,
        figures.stage,
        figures.amount_krw,
        cast(figures.amount_krw / 100000000.0 as decimal(18, 4)) as amount_eok,
        figures.text,
        figures.sentence,
        articles.title,
        articles.publisher,
        articles.published_on
    from claims
    inner join figures on claims.figure_id = figures.figure_id
    inner join articles on claims.document_id = articles.document_id
    qualify row_number() over (
        partition by claims.claim_id
        order by articles.published_on desc nulls last, figures.figure_id asc
    ) = 1
)

select * from latest
order by government, organization, fiscal_year, claim_id
