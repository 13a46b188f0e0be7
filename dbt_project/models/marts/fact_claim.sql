with claims as (
    select * from {{ ref('int_claims') }}
),

publishers as (
    select * from {{ ref('int_claim_publishers') }}
),

programs as (
    select * from {{ ref('int_programs') }}
),

joined as (
    select
        claims.claim_id,
        claims.organization_id,
        claims.program_id,
        claims.fiscal_year,
        claims.fiscal_year_end,
        claims.stage,
        claims.government,
        claims.organization,
        programs.program,
        claims.amount_krw,
        cast(claims.amount_krw / 100000000.0 as decimal(18, 4)) as amount_eok,
        claims.unit_krw,
        claims.qualifier,
        claims.amount_low_krw,
        claims.amount_high_krw,
        claims.agreed,
        claims.figure_id,
        claims.figure_count,
        claims.document_count,
        publishers.publisher_count,
        claims.first_published_on,
        claims.last_published_on
    from claims
    inner join publishers on claims.claim_id = publishers.claim_id
    left join programs on claims.program_id = programs.program_id
)

select * from joined
order by government, organization, fiscal_year, program, claim_id
