{#- The table macro `explain(id)`: from a figure to its equations, its sentence and its document. One
    row for each breakdown in which the figure stands, as total or as item; one row if in none. It is
    made at the end of a run, and only if the run made the tables. -#}
{% macro create_explain() -%}
    {%- set figures = ref('fact_budget') -%}
    {%- set documents = ref('dim_document') -%}
    {%- set figure_places = ref('int_figure_places') -%}
    {%- set total_checks = ref('fact_total_check') -%}
    {%- set missing = [] -%}
    {%- if execute -%}
        {%- for name in ['fact_budget', 'dim_document', 'fact_total_check', 'int_figure_places'] -%}
            {%- if load_relation(builtins.ref(name)) is none -%}{%- do missing.append(name) -%}{%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if not missing -%}
    create or replace macro main.explain(id) as table
    with place as materialized (
        select * from {{ figure_places }} where figure_id = id
    ),

    figures as materialized (
        select figure.*
        from {{ figures }} as figure
        inner join place
            on figure.government = place.government
            and figure.document_id = place.document_id
            and figure.figure_id = place.figure_id
        union all
        select figure.*
        from {{ figures }} as figure
        inner join place on figure.figure_id = place.figure_id
        where figure.government is null and place.government is null
    ),

    breakdowns as materialized (
        select if(total_check.total_figure_id = figure.figure_id, 'total', 'item') as place, total_check.*
        from {{ total_checks }} as total_check
        inner join figures as figure on total_check.document_id = figure.document_id
        where figure.figure_id = total_check.total_figure_id or figure.breakdown_id = total_check.breakdown_id
    )

    select
        figure.figure_id, figure.text, figure.amount_krw, figure.amount_eok, figure.qualifier,
        figure.fiscal_year, figure.government, figure.organization, figure.program, figure.stage,
        figure.role, figure.suspect, figure.suggested_krw, figure.amount_krw_corrected,
        breakdown.place, breakdown.equation, breakdown.equation_unit, breakdown.verdict,
        breakdown.reason, figure.sentence, document.title, document.publisher,
        document.published_on, document.published_basis, document.locators, figure.document_id,
        figure.text_start, figure.text_end
    from figures as figure
    inner join {{ documents }} as document on figure.document_id = document.document_id
    left join breakdowns as breakdown on true
    order by breakdown.place, breakdown.breakdown_id
    {%- endif -%}
{%- endmacro %}
