with claims as (
    select * from {{ ref('int_claims') }}
    where fiscal_year = fiscal_year_end
),

publishers as (
    select * from {{ ref('int_claim_publishers') }}
),

bodies as (
    select * from {{ ref('int_organizations') }}
),

-- A body under its old name and under its new one is one body here.
named as (
    select
        claims.claim_id,
        claims.figure_id,
        claims.program_id,
        claims.fiscal_year,
        claims.stage,
        claims.amount_krw,
        publishers.publisher_count,
        claims.last_published_on,
        if(bodies.organization = bodies.government, bodies.current_government, bodies.government)
            as government,
        if(bodies.organization = bodies.government, bodies.current_government, bodies.organization)
            as organization,
        max(claims.amount_krw) over (
            partition by
                bodies.current_government, claims.organization_id, claims.program_id, claims.fiscal_year
        ) as largest_krw
    from claims
    inner join bodies on claims.organization_id = bodies.organization_id
    inner join publishers on claims.claim_id = publishers.claim_id
),

-- One amount for each body, programme and year: of what is said of it, the stage that counts most, then
-- the amount that most publishers state, then the one said last, then the largest. Less than half of the
-- largest is a part of it that the page did not name.
chosen as (
    select *
    from named
    qualify row_number() over (
        partition by government, organization, program_id, fiscal_year
        order by
            amount_krw * 2 >= largest_krw desc,
            case stage
                when 'enacted' then 1
                when 'proposal' then 2
                when 'unspecified' then 3
                when 'supplementary' then 4
                when 'executed' then 5
                when 'plan' then 6
                else 7
            end asc,
            publisher_count desc,
            last_published_on desc nulls last,
            amount_krw desc,
            claim_id asc
    ) = 1
)

select * from chosen
