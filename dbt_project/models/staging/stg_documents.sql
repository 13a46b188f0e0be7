with source as (
    select * from {{ source('staging', 'documents') }}
),

renamed as (
    select
        document_id,
        byte_count,
        media_type,
        declared_encoding
    from source
)

select * from renamed
