with sightings as (
    select * from {{ ref('stg_sightings') }}
),

articles as (
    select * from {{ ref('stg_articles') }}
),

-- One version a locator and moment: what two sources saw there at once is settled as for the latest one.
seen as (
    select
        sightings.locator,
        sightings.document_id,
        sightings.seen_at,
        row_number() over (
            partition by sightings.locator
            order by sightings.seen_at asc, sightings.run_id asc, sightings.document_id desc
        ) as turn
    from sightings
    inner join articles on sightings.document_id = articles.document_id
),

followed as (
    select
        locator,
        document_id,
        seen_at,
        lag(document_id) over (partition by locator order by turn) as old_document_id
    from seen
),

-- A page that changes back and forth has each change once, at its first time.
changed as (
    select
        locator,
        old_document_id,
        document_id as new_document_id,
        min(seen_at) as seen_at
    from followed
    where document_id != old_document_id
    group by locator, old_document_id, document_id
)

select * from changed
