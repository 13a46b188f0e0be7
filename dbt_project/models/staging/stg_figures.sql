with source as (
    select * from {{ source('staging', 'figures') }}
),

renamed as (
    select
        -- keys
        figure_id,
        document_id,
        parent_figure_id,
        breakdown_id,

        -- money
        amount_krw,
        amount_max_krw,
        unit_krw,
        qualifier,
        hedge,
        suspect,
        suggested_krw,

        -- what it is for
        fiscal_year,
        fiscal_year_end,
        government,
        organization,
        program,
        stage,
        role,
        breakdown,
        complete,
        basis,

        -- where it stands
        text,
        start as text_start,
        "end" as text_end,
        sentence,
        sentence_start,
        mention_count,
        count as counted,
        count_unit,
        rules,
        spots,

        extractor_version
    from source
)

select * from renamed
