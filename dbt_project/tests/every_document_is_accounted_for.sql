-- Each current document ends as an article or as a rejection, and its bytes are in the store. One
-- that is missing was sighted, but its raw or extracted part was not loaded: numbers would be lost.
select documents.document_id
from {{ ref('int_documents_current') }} as documents
left join {{ ref('dim_document') }} as articles on documents.document_id = articles.document_id
left join {{ ref('rejections') }} as rejections on documents.document_id = rejections.document_id
where
    coalesce(articles.document_id, rejections.document_id) is null
    or articles.document_id is not null and articles.byte_count is null
