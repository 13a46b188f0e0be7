with sightings as (
    select * from {{ ref('stg_sightings') }}
),

unread_documents as (
    select * from {{ ref('stg_rejections') }}
),

-- A locator says by itself where a page is: whichever source led to it, it is one page.
latest_sightings as (
    select
        source,
        locator,
        reason,
        detail,
        document_id is null as is_refused
    from sightings
    qualify row_number() over (
        partition by locator
        order by seen_at desc, run_id desc, document_id asc, source asc
    ) = 1
),

latest_documents as (
    select
        locator,
        document_id
    from sightings
    where document_id is not null
    qualify row_number() over (
        partition by locator
        order by seen_at desc, run_id desc, document_id asc
    ) = 1
),

readable_sightings as (
    select sightings.*
    from sightings
    left join unread_documents on sightings.document_id = unread_documents.document_id
    where sightings.document_id is not null and unread_documents.document_id is null
),

-- Neither a sighting without document nor a document that cannot be read withdraws the one before it.
latest_readable as (
    select
        locator,
        document_id
    from readable_sightings
    qualify row_number() over (
        partition by locator
        order by seen_at desc, run_id desc, document_id asc
    ) = 1
),

joined as (
    select
        latest_sightings.source,
        latest_sightings.locator,
        latest_readable.document_id,
        unread_documents.document_id as unread_document_id,
        latest_sightings.is_refused,
        latest_sightings.reason,
        latest_sightings.detail
    from latest_sightings
    left join latest_readable on latest_sightings.locator = latest_readable.locator
    left join latest_documents on latest_sightings.locator = latest_documents.locator
    left join unread_documents on latest_documents.document_id = unread_documents.document_id
)

select * from joined
