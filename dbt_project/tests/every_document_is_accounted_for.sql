-- Each current document is an article, and its bytes are in the store. (One that was rejected is not
-- current.) One that is missing was sighted, but its raw or extracted part was not loaded: numbers would
-- be lost.
select documents.document_id
from {{ ref('int_documents_current') }} as documents
left join {{ ref('dim_document') }} as articles on documents.document_id = articles.document_id
where articles.document_id is null or articles.byte_count is null
