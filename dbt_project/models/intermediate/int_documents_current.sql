with locators as (
    select * from {{ ref('int_locators_latest') }}
),

documents as (
    select
        document_id,
        list_sort(list_distinct(list(locator))) as locators
    from locators
    where document_id is not null
    group by document_id
)

select * from documents
