with source as (
    select * from {{ source('staging', 'articles') }}
),

renamed as (
    select
        document_id,

        -- what was read
        title,
        published_on,
        published_basis,
        updated_on,
        publisher,
        author,
        language,
        body,
        blocks,
        offcuts,

        -- by what
        extractor_version
    from source
)

select * from renamed
