with findings as (
    select
        findings.kind,
        findings.figure_ids,
        findings.expected,
        findings.actual
    from {{ ref('stg_findings') }} as findings
    inner join {{ ref('int_documents_current') }} as documents on findings.document_id = documents.document_id
),

conflicts as (
    select * from findings
    union all
    select
        kind,
        figure_ids,
        expected,
        actual
    from {{ ref('int_conflicts_between') }}
    union all
    select
        kind,
        figure_ids,
        expected,
        actual
    from {{ ref('int_conflicts_bounds') }}
),

named as (
    select distinct
        {{ content_id(['kind', "array_to_string(figure_ids, ',')", 'expected', 'actual']) }} as conflict_id,
        kind,
        figure_ids,
        expected,
        actual
    from conflicts
)

select * from named
