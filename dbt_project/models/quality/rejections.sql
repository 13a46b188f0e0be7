with locators as (
    select * from {{ ref('int_locators_latest') }}
),

unread_documents as (
    select * from {{ ref('stg_rejections') }}
),

refused_at_snapshot as (
    select
        null as document_id,
        source,
        locator,
        'snapshot' as stage,
        reason,
        detail
    from locators
    where is_refused
),

rejected_after as (
    select
        unread_documents.document_id,
        locators.source,
        locators.locator,
        unread_documents.stage,
        unread_documents.reason,
        unread_documents.detail
    from unread_documents
    inner join locators on unread_documents.document_id = locators.unread_document_id
),

rejections as (
    select * from refused_at_snapshot
    union all
    select * from rejected_after
)

select * from rejections
order by locator, stage
