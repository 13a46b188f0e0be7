with source as (
    select * from {{ source('staging', 'leftovers') }}
),

renamed as (
    select
        leftover_id,
        document_id,
        reason,
        text,
        start as text_start,
        "end" as text_end,
        sentence,
        sentence_start,
        rule
    from source
)

select * from renamed
