with claims as (
    select distinct
        claim_id,
        document_id
    from {{ ref('int_claim_figures') }}
),

origins as (
    select * from {{ ref('int_document_origins') }}
),

articles as (
    select * from {{ ref('stg_articles') }}
),

-- A copy speaks with the voice of the page that it copies. All pages without a publisher are one voice:
-- nothing proves that they are more.
publishers as (
    select
        claims.claim_id,
        count(distinct coalesce(articles.publisher, '')) as publisher_count
    from claims
    inner join origins on claims.document_id = origins.document_id
    inner join articles on origins.original_document_id = articles.document_id
    group by claims.claim_id
)

select * from publishers
