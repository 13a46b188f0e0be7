with findings as (
    select * from {{ ref('stg_findings') }}
),

documents as (
    select * from {{ ref('int_documents_current') }}
),

current_findings as (
    select
        findings.finding_id,
        findings.document_id,
        findings.kind,
        findings.figure_ids,
        findings.expected,
        findings.actual,
        findings.sentence,
        findings.sentence_start
    from findings
    inner join documents on findings.document_id = documents.document_id
)

select * from current_findings
order by document_id, sentence_start, finding_id
