with conflicts as (
    select * from {{ ref('int_conflicts') }}
),

figures as (
    select * from {{ ref('int_conflict_figures') }}
),

-- What they are about is what the last of them, the one that is off, is about.
gathered as (
    select
        conflict_id,
        list(amount_krw order by position) as amounts_krw,
        list_sort(list_distinct(list(document_id))) as document_ids,
        max_by(government, position) as government,
        max_by(organization, position) as organization,
        max_by(program, position) as program,
        max_by(fiscal_year, position) as fiscal_year,
        max_by(sentence, position) as sentence
    from figures
    group by conflict_id
),

joined as (
    select
        conflicts.conflict_id,
        conflicts.kind,
        gathered.government,
        gathered.organization,
        gathered.program,
        gathered.fiscal_year,
        conflicts.figure_ids,
        gathered.amounts_krw,
        gathered.document_ids,
        conflicts.expected,
        conflicts.actual,
        gathered.sentence
    from conflicts
    left join gathered on conflicts.conflict_id = gathered.conflict_id
)

select * from joined
order by kind, government, fiscal_year, conflict_id
