with source as (
    select * from {{ source('staging', 'rejections') }}
),

renamed as (
    select
        document_id,
        stage,
        reason,
        detail
    from source
)

select * from renamed
