with sightings as (
    select * from {{ ref('stg_sightings') }}
),

latest_sightings as (
    select
        source,
        locator,
        reason,
        detail,
        document_id is null as is_refused
    from sightings
    qualify row_number() over (
        partition by source, locator
        order by seen_at desc, run_id desc, document_id asc
    ) = 1
),

-- A sighting that brought no document does not withdraw the document seen before it.
latest_documents as (
    select
        source,
        locator,
        document_id
    from sightings
    where document_id is not null
    qualify row_number() over (
        partition by source, locator
        order by seen_at desc, run_id desc, document_id asc
    ) = 1
),

joined as (
    select
        latest_sightings.source,
        latest_sightings.locator,
        latest_documents.document_id,
        latest_sightings.is_refused,
        latest_sightings.reason,
        latest_sightings.detail
    from latest_sightings
    left join latest_documents
        on
            latest_sightings.source = latest_documents.source
            and latest_sightings.locator = latest_documents.locator
)

select * from joined
