with articles as (
    select * from {{ ref('stg_articles') }}
),

documents as (
    select * from {{ ref('int_documents_current') }}
),

raw_documents as (
    select * from {{ ref('stg_documents') }}
),

origins as (
    select * from {{ ref('int_document_origins') }}
),

figure_counts as (
    select
        document_id,
        count(*) as figure_count
    from {{ ref('int_figures_current') }}
    group by document_id
),

joined as (
    select
        articles.document_id,
        articles.title,
        articles.published_on,
        articles.published_basis,
        articles.updated_on,
        articles.publisher,
        articles.author,
        articles.language,
        documents.locators,
        origins.original_document_id,
        raw_documents.media_type,
        raw_documents.byte_count,
        articles.body,
        articles.extractor_version,
        coalesce(figure_counts.figure_count, 0) as figure_count
    from articles
    inner join documents on articles.document_id = documents.document_id
    left join origins on articles.document_id = origins.document_id
    left join raw_documents on articles.document_id = raw_documents.document_id
    left join figure_counts on articles.document_id = figure_counts.document_id
)

select * from joined
order by document_id
