with source as (
    select * from {{ source('staging', 'findings') }}
),

renamed as (
    select
        finding_id,
        document_id,
        kind,
        figure_ids,
        expected,
        actual,
        sentence,
        sentence_start
    from source
)

select * from renamed
