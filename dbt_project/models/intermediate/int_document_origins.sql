with documents as (
    select
        articles.document_id,
        articles.published_on,
        articles.body
    from {{ ref('stg_articles') }} as articles
    inner join {{ ref('int_documents_current') }} as documents on articles.document_id = documents.document_id
),

-- A sentence of some length with an amount in it: two writers do not hit upon the same one.
sentences as (
    select distinct
        document_id,
        {{ letters_of('sentence') }} as sentence_key
    from {{ ref('int_figures_current') }}
    where length(sentence) >= 20
),

-- Of all that say a sentence, the page that was published first has it from nobody here.
sources as (
    select
        sentences.document_id,
        first_value(sentences.document_id) over (
            partition by sentences.sentence_key
            order by documents.published_on asc nulls last, sentences.document_id asc
        ) as source_document_id
    from sentences
    inner join documents on sentences.document_id = documents.document_id
),

counted as (
    select
        document_id,
        source_document_id,
        count(*) as sentence_count,
        sum(count(*)) over (partition by document_id) as all_sentence_count
    from sources
    group by document_id, source_document_id
),

-- At least half of them from one other page: a copy of it.
copies as (
    select
        document_id,
        source_document_id
    from counted
    where document_id != source_document_id and sentence_count * 2 >= all_sentence_count
    qualify row_number() over (
        partition by document_id order by sentence_count desc, source_document_id asc
    ) = 1
),

same_bodies as (
    select
        document_id,
        first_value(document_id) over (
            partition by {{ letters_of('body') }}
            order by published_on asc nulls last, document_id asc
        ) as source_document_id
    from documents
),

-- A copy of a copy goes back to the first.
origins as (
    select
        same_bodies.document_id,
        coalesce(earlier.source_document_id, copies.source_document_id, same_bodies.source_document_id)
            as original_document_id
    from same_bodies
    left join copies on same_bodies.source_document_id = copies.document_id
    left join copies as earlier on copies.source_document_id = earlier.document_id
)

select * from origins
