with figures as (
    select * from {{ ref('int_figures_current') }}
),

intervals as (
    select * from {{ ref('int_figures_bounded') }}
),

programs as (
    select * from {{ ref('int_program_members') }}
),

claims as (
    select * from {{ ref('int_claim_figures') }}
),

corrections as (
    select
        correction_id,
        amount_krw_corrected,
        unnest(figure_ids) as figure_id
    from {{ ref('int_corrections') }}
),

joined as (
    select
        -- keys
        figures.figure_id,
        figures.document_id,
        figures.organization_id,
        programs.program_id,
        claims.claim_id,
        figures.fiscal_year,
        figures.fiscal_year_end,

        -- money
        figures.amount_krw,
        corrections.amount_krw_corrected,
        figures.amount_max_krw,
        intervals.amount_low_krw,
        intervals.amount_high_krw,
        cast(figures.amount_krw / 100000000.0 as decimal(18, 4)) as amount_eok,
        figures.unit_krw,
        figures.qualifier,
        figures.hedge,

        -- what it is for
        figures.government,
        figures.organization,
        figures.program,
        figures.stage,
        figures.role,
        figures.parent_figure_id,
        figures.breakdown_id,
        figures.breakdown,
        figures.complete,
        figures.basis,
        figures.suspect,
        figures.suggested_krw,
        corrections.correction_id,

        -- where it stands
        figures.text,
        figures.text_start,
        figures.text_end,
        figures.sentence,
        figures.sentence_start,
        figures.mention_count,
        figures.counted,
        figures.count_unit,
        figures.extractor_version
    from figures
    inner join intervals on figures.figure_id = intervals.figure_id
    left join claims on figures.figure_id = claims.figure_id
    left join corrections on figures.figure_id = corrections.figure_id
    left join programs
        on figures.government is not distinct from programs.government and figures.program = programs.program
)

select * from joined
order by document_id, text_start, figure_id
