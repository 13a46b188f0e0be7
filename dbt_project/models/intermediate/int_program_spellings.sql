with figures as (
    select * from {{ ref('int_figures_current') }}
    where program is not null
),

words as (
    select
        {{ letters_of('word') }} as word,
        {{ letters_of('canonical_word') }} as canonical_word
    from {{ ref('program_aliases') }}
),

aliases as (
    select coalesce(list(word || '=' || canonical_word order by length(word) desc, word), []) as aliases
    from words
),

spellings as (
    select
        government,
        program,
        count(*) as figure_count,
        min(fiscal_year) as first_fiscal_year,
        max(coalesce(fiscal_year_end, fiscal_year)) as last_fiscal_year
    from figures
    group by government, program
),

-- 포항 다리 보수, 제주형 다리 보수: the government's own short name in front tells nothing.
bared as (
    select
        *,
        coalesce(
            nullif(
                regexp_replace(
                    program,
                    '^' || regexp_extract(
                        government, '(\S+?)(특별시|광역시|특별자치시|특별자치도|시|군|구|도)$', 1
                    ) || '(형)? ',
                    ''
                ),
                ''
            ),
            program
        ) as bare_program
    from spellings
),

keyed as (
    select
        spellings.government,
        spellings.program,
        {{ content_id(['spellings.government', 'spellings.program']) }} as spelling_id,
        {{ program_key('spellings.bare_program', 'aliases.aliases') }} as program_key,  -- noqa: PRS
        array_to_string(
            list_sort(regexp_extract_all(lower(spellings.bare_program), '[\p{L}\p{N}]+')), ' '
        ) as sorted_words,
        spellings.figure_count,
        spellings.first_fiscal_year,
        spellings.last_fiscal_year
    from bared as spellings
    cross join aliases
)

select * from keyed
