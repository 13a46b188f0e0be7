with source as (
    select * from {{ source('staging', 'breakdowns') }}
),

renamed as (
    select
        breakdown_id,
        document_id,
        total_figure_id,
        breakdown,
        complete
    from source
)

select * from renamed
