with source as (
    select * from {{ source('staging', 'sightings') }}
),

renamed as (
    select
        run_id,
        source,
        locator,
        seen_at,
        document_id,
        reason,
        detail
    from source
)

select * from renamed
