with articles as (
    select * from {{ ref('stg_articles') }}
),

documents as (
    select * from {{ ref('int_documents_current') }}
)

select
    articles.document_id,
    articles.blocks,
    articles.offcuts
from articles
inner join documents on articles.document_id = documents.document_id
