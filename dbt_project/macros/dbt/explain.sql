{#- The table macro `explain(id)`: from a figure to its equations, its sentence and its document. One
    row for each breakdown in which the figure stands, as total or as item; one row if in none. It is
    made at the end of a run, and only if the run made the tables. -#}
{% macro create_explain() -%}
    {%- set figures = ref('fact_budget') -%}
    {%- set documents = ref('dim_document') -%}
    {%- set total_checks = ref('fact_total_check') -%}
    {%- set items = ref('bridge_total_item') -%}
    {%- set missing = [] -%}
    {%- if execute -%}
        {%- for name in ['fact_budget', 'dim_document', 'fact_total_check', 'bridge_total_item'] -%}
            {%- if load_relation(builtins.ref(name)) is none -%}{%- do missing.append(name) -%}{%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if not missing -%}
    create or replace macro main.explain(id) as table
    with places as (
        select breakdown_id, item_figure_id as figure_id, 'item' as place
        from {{ items }}
        union all
        select breakdown_id, total_figure_id as figure_id, 'total' as place
        from {{ total_checks }}
    )

    select
        figure.figure_id, figure.text, figure.amount_krw, figure.amount_eok, figure.qualifier,
        figure.fiscal_year, figure.government, figure.organization, figure.program, figure.stage,
        figure.role, figure.suspect, figure.suggested_krw, figure.amount_krw_corrected,
        places.place, total_check.equation, total_check.equation_unit, total_check.verdict,
        total_check.reason, figure.sentence, document.title, document.publisher,
        document.published_on, document.published_basis, document.locators, figure.document_id,
        figure.text_start, figure.text_end
    from {{ figures }} as figure
    inner join {{ documents }} as document on figure.document_id = document.document_id
    left join places on figure.figure_id = places.figure_id
    left join {{ total_checks }} as total_check on places.breakdown_id = total_check.breakdown_id
    where figure.figure_id = id
    order by places.place, places.breakdown_id
    {%- endif -%}
{%- endmacro %}
