with figures as (
    select * from {{ ref('stg_figures') }}
),

documents as (
    select * from {{ ref('int_documents_current') }}
),

current_figures as (
    select figures.*
    from figures
    inner join documents on figures.document_id = documents.document_id
),

identified as (
    select
        figure_id,
        document_id,
        {{ content_id(['government', 'organization']) }} as organization_id,
        parent_figure_id,
        breakdown_id,
        amount_krw,
        amount_max_krw,
        unit_krw,
        qualifier,
        hedge,
        suspect,
        suggested_krw,
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
        text,
        text_start,
        text_end,
        sentence,
        sentence_start,
        mention_count,
        counted,
        count_unit,
        extractor_version
    from current_figures
)

select * from identified
