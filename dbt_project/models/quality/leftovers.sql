with leftovers as (
    select * from {{ ref('stg_leftovers') }}
),

documents as (
    select * from {{ ref('int_documents_current') }}
),

current_leftovers as (
    select
        leftovers.leftover_id,
        leftovers.document_id,
        leftovers.reason,
        leftovers.text,
        leftovers.text_start,
        leftovers.text_end,
        leftovers.sentence,
        leftovers.sentence_start,
        leftovers.rule
    from leftovers
    inner join documents on leftovers.document_id = documents.document_id
)

select * from current_leftovers
order by document_id, text_start, leftover_id
