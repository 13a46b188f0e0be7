with sightings as (
    select * from {{ ref('stg_sightings') }}
),

rejected_documents as (
    select * from {{ ref('stg_rejections') }}
),

first_sightings as (
    select
        document_id,
        run_id as first_run_id
    from sightings
    where document_id is not null
    qualify row_number() over (partition by document_id order by seen_at, run_id) = 1
),

runs as (
    select
        sightings.run_id,
        min(sightings.seen_at) as first_seen_at,
        count(*) as sighting_count,
        count(distinct sightings.document_id) as document_count,
        count(distinct case
            when first_sightings.first_run_id = sightings.run_id then sightings.document_id
        end) as new_document_count,
        count(distinct rejected_documents.document_id)
        + count(*) - count(sightings.document_id) as rejection_count
    from sightings
    left join first_sightings on sightings.document_id = first_sightings.document_id
    left join rejected_documents on sightings.document_id = rejected_documents.document_id
    group by sightings.run_id
)

select * from runs
order by first_seen_at, run_id
